package io.tidings.messaging.message.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as the API shows it: {@code to} for outbound ones, {@code from} for inbound ones.
 *
 * @param verdict null for inbound messages
 * @param history oldest first
 */
public record MessageView(
        UUID id,
        String direction,
        UUID contactId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String to,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,
        String purpose,
        @Nullable String template,
        @Nullable String text,
        @Nullable String intentKey,
        @Nullable Source source,
        String status,
        @Nullable Judgement verdict,
        @Nullable String providerMessageId,
        @Nullable Problem error,
        List<Step> history,
        Instant createdAt,
        Instant updatedAt) {

    /** What it is about. */
    public record Source(String type, String id) {}

    /** What the Send Gate said last. */
    public record Judgement(
            String decision,
            @Nullable String code,
            @Nullable Instant until,
            Instant decidedAt) {}

    /** Why it failed. */
    public record Problem(String code, @Nullable String detail) {}

    /** One line of history. */
    public record Step(
            String status,
            Instant at,
            String source,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String code) {}
}
