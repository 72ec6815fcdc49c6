package io.tidings.messaging.dispatch.domain;

import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody says how far a message got.
 *
 * @param providerMessageId the provider's id of it
 * @param status sent, delivered, read or failed
 * @param source us, when the provider's answer said so, or a status webhook
 * @param error why it failed
 * @param at when it got there
 * @param pricing what the provider counts it as, when it told
 */
public record StatusReport(
        String providerMessageId,
        MessageStatus status,
        StatusSource source,
        @Nullable ProviderError error,
        Instant at,
        @Nullable Pricing pricing) {

    /**
     * @param category such as utility, marketing or service
     * @param billable whether it is charged
     */
    public record Pricing(String category, boolean billable) {}

    /** A report that tells no price. */
    public StatusReport(
            String providerMessageId,
            MessageStatus status,
            StatusSource source,
            @Nullable ProviderError error,
            Instant at) {
        this(providerMessageId, status, source, error, at, null);
    }
}
