package io.tidings.messaging.intake.domain;

import io.tidings.messaging.contact.domain.Sender;
import io.tidings.messaging.message.domain.Attached;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wrote.
 *
 * @param providerMessageId the provider's id (wamid); the same one again is the same message
 * @param from who wrote
 * @param text what they wrote, the label of the button they pressed, or a caption; null when there are no words
 * @param buttonPayload what we put behind the button they pressed
 * @param referral the advertisement that brought them, as WhatsApp told it
 * @param answersTo the provider's id of the message they answered
 * @param at when
 * @param media what came beside words
 */
public record InboundMessage(
        String providerMessageId,
        Sender from,
        @Nullable String text,
        @Nullable String buttonPayload,
        Map<String, String> referral,
        @Nullable String answersTo,
        Instant at,
        Attached.@Nullable Received media) {
    public InboundMessage {
        referral = Map.copyOf(referral);
    }

    /** What it asks for when it is nothing but a stop or start word. */
    public Optional<OptWords.Found> wish() {
        var isAnswer = answersTo != null || buttonPayload != null;
        var byPayload =
                buttonPayload == null ? Optional.<OptWords.Found>empty() : OptWords.find(buttonPayload, isAnswer);
        return byPayload.isPresent() || text == null ? byPayload : OptWords.find(text, isAnswer);
    }
}
