package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A contact came to be: by API, by an order or by writing to the business.
 *
 * @param contactId the contact
 * @param name how to address them; may be unknown
 * @param phone E.164; null for somebody whom WhatsApp names by an id of its own only
 * @param timeZone IANA name, null when unknown
 * @param locale BCP 47 tag, null when unknown
 * @param createdAt when
 */
public record ContactCreated(
        UUID contactId,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String timeZone,
        @Nullable String locale,
        Instant createdAt)
        implements Event {

    @Override
    public UUID subject() {
        return contactId;
    }
}
