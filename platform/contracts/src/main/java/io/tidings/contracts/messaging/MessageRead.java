package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * The recipient has read a message.
 *
 * @param messageId the message
 * @param contactId the recipient
 * @param intentKey what it was sent for, such as `order:<id>:shipping_notification`; unique per tenant
 * @param purpose otp, transactional, reply or marketing
 * @param readAt when
 */
public record MessageRead(UUID messageId, UUID contactId, String intentKey, String purpose, Instant readAt)
        implements Event {

    @Override
    public UUID subject() {
        return messageId;
    }
}
