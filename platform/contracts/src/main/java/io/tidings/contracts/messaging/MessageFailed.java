package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A message will not arrive: refused by the Send Gate or failed at the provider.
 *
 * @param messageId the message
 * @param contactId the recipient
 * @param intentKey what it was sent for, such as `order:<id>:shipping_notification`; unique per tenant
 * @param purpose otp, transactional, reply or marketing
 * @param code stable reason, such as `consent.missing` or `whatsapp.131026`
 * @param failedAt when
 */
public record MessageFailed(
        UUID messageId, UUID contactId, String intentKey, String purpose, String code, Instant failedAt)
        implements Event {

    @Override
    public UUID subject() {
        return messageId;
    }
}
