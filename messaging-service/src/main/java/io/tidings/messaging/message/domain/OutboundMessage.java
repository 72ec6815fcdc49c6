package io.tidings.messaging.message.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message somebody wants to be sent, judged.
 *
 * @param intentKey unique per tenant: one intent, one message
 * @param template null for free text
 * @param parameters values of the template's placeholders, in their order
 * @param text what the person reads; null when it could not be rendered
 * @param fallback what goes instead of free text once the window has closed
 * @param attached what it carries beside the text
 * @param through the business number it must leave by, phone_numbers.id; null for whichever the gate chooses
 * @param inReplyTo the message it answers
 */
public record OutboundMessage(
        UUID id,
        UUID contact,
        Purpose purpose,
        String intentKey,
        @Nullable MessageSource source,
        @Nullable String template,
        @Nullable String language,
        List<String> parameters,
        @Nullable String text,
        @Nullable Fallback fallback,
        @Nullable Attached attached,
        @Nullable UUID through,
        @Nullable UUID inReplyTo,
        Verdict verdict,
        Instant createdAt) {
    /** A template with its values and what the person reads then, in and around the body. */
    public record Fallback(
            String template,
            @Nullable String language,
            List<String> parameters,
            @Nullable String text,
            Attached.@Nullable Frame frame) {}

    public OutboundMessage {
        parameters = List.copyOf(parameters);
    }
}
