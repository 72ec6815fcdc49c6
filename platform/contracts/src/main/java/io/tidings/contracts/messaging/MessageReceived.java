package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A contact wrote to the business.
 *
 * @param messageId the inbound message
 * @param contactId who wrote
 * @param text what they wrote; null when it is not text
 * @param inReplyToIntentKey intent of the message they answered, when known
 * @param receivedAt when
 */
public record MessageReceived(
        UUID messageId,
        UUID contactId,
        @Nullable String text,
        @Nullable String inReplyToIntentKey,
        Instant receivedAt) implements Event {

    @Override
    public UUID subject() {
        return messageId;
    }
}
