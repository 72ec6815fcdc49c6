package io.tidings.messaging.message.application;

import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * Which messages; null for any.
 *
 * @param sourceType order, invoice, enrolment …
 * @param sourceId of that type, or of any
 * @param from created then or later
 * @param until created before
 * @param conversation of this contact over this number
 */
public record MessageFilter(
        @Nullable MessageStatus status,
        @Nullable UUID contact,
        @Nullable String intentKey,
        @Nullable PhoneNumber phone,
        @Nullable Purpose purpose,
        @Nullable String sourceType,
        @Nullable String sourceId,
        @Nullable String template,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable UUID conversation) {

    /** All of one conversation. */
    public static MessageFilter ofConversation(UUID conversation) {
        return new MessageFilter(null, null, null, null, null, null, null, null, null, null, conversation);
    }
}
