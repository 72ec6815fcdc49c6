package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * The provider has taken a message.
 *
 * @param messageId the message
 * @param contactId the recipient
 * @param intentKey what it was sent for, such as `order:<id>:shipping_notification`; unique per tenant
 * @param purpose otp, transactional, reply or marketing
 * @param providerMessageId the provider's id (wamid)
 * @param sentAt when
 */
public record MessageSent(
        UUID messageId, UUID contactId, String intentKey, String purpose, String providerMessageId, Instant sentAt)
        implements Event {

    @Override
    public UUID subject() {
        return messageId;
    }
}
