package io.tidings.messaging.message.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as the API shows it: {@code to} for outbound ones, {@code from} for inbound ones.
 *
 * @param channel whatsapp or sms
 * @param content media or buttons beside the text, a template's header and buttons
 * @param insteadOf the message on WhatsApp that this text message stands for
 * @param followedBy the text message that went instead of this one
 * @param cost what the provider charges it as; null until a status tells
 * @param verdict null for inbound messages
 * @param history oldest first
 */
public record MessageView(
        UUID id,
        String direction,
        String channel,
        UUID contactId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String to,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,
        String purpose,
        @Nullable String template,
        @Nullable String language,
        @Nullable String text,
        @Nullable JsonNode content,
        @Nullable UUID phoneNumberId,
        @Nullable UUID smsSenderId,
        @Nullable Instead insteadOf,
        @Nullable UUID followedBy,
        @Nullable UUID inReplyTo,
        @Nullable String intentKey,
        @Nullable Source source,
        String status,
        @Nullable Judgement verdict,
        @Nullable String providerMessageId,
        @Nullable Problem error,
        @Nullable Cost cost,
        List<Step> history,
        Instant createdAt,
        Instant updatedAt) {

    /** What it is about. */
    public record Source(String type, String id) {}

    /** A message that did not arrive, and why not: the provider's code, or {@code otp.not-delivered}. */
    public record Instead(UUID messageId, String reason) {}

    /** What the Send Gate said last. */
    public record Judgement(
            String decision,
            @Nullable String code,
            @Nullable Instant until,
            Instant decidedAt) {}

    /** Why it failed. */
    public record Problem(String code, @Nullable String detail) {}

    /** As what the provider counts it, such as utility, and whether it charges for it. */
    public record Cost(String category, boolean billable) {}

    /** One line of history; {@code by} names who did it when a person did. */
    public record Step(
            String status,
            Instant at,
            String source,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String code,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String by) {}
}
