package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A contact has changed; carries its whole state after the change.
 *
 * @param contactId the contact
 * @param name how to address them; may be unknown
 * @param phone E.164; null for somebody whom WhatsApp names by an id of its own only
 * @param timeZone IANA name, null when unknown
 * @param locale BCP 47 tag, null when unknown
 * @param updatedAt when
 */
public record ContactUpdated(
        UUID contactId,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String timeZone,
        @Nullable String locale,
        Instant updatedAt)
        implements Event {

    @Override
    public UUID subject() {
        return contactId;
    }
}
