package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A message reached the recipient's device.
 *
 * @param messageId the message
 * @param contactId the recipient
 * @param intentKey what it was sent for, such as `order:<id>:shipping_notification`; unique per tenant
 * @param purpose otp, transactional, reply or marketing
 * @param deliveredAt when
 */
public record MessageDelivered(UUID messageId, UUID contactId, String intentKey, String purpose, Instant deliveredAt)
        implements Event {

    @Override
    public UUID subject() {
        return messageId;
    }
}
