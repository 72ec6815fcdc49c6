package io.tidings.messaging.phonenumber.adapter.rest;

import io.tidings.messaging.phonenumber.application.NumberHealth;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A number as it is shown, with the ends of its secrets alone.
 *
 * @param appSecretLastFour null while the installation's secret signs its webhooks
 * @param messagesPerSecond the throughput it is sent with
 * @param statusReason why it is paused: operator, the provider's error, or the account's standing
 */
record NumberView(
        UUID id,
        String phoneNumberId,
        String displayPhoneNumber,
        @Nullable String wabaId,
        @Nullable String portfolioId,
        String accessTokenLastFour,
        @Nullable String appSecretLastFour,
        int messagesPerSecond,
        String status,
        @Nullable String statusReason,
        HealthView health,
        Instant createdAt) {
    static NumberView of(BusinessNumber number, HealthView health) {
        return new NumberView(
                number.id().value(),
                number.phoneNumberId(),
                number.displayPhone(),
                number.wabaId(),
                number.portfolioId(),
                number.token().lastFour(),
                number.secretLastFour(),
                number.messagesPerSecond(),
                number.status(),
                number.statusReason(),
                health,
                number.createdAt());
    }

    /**
     * What the provider has said of a number.
     *
     * @param qualityRating green, yellow or red; unknown until it says
     * @param messagingLimit people who may be written to outside the window within 24 hours; null when no limit is known
     * @param lastEvent the provider's name of the latest news, such as THROUGHPUT_UPGRADE
     */
    record HealthView(
            String qualityRating,
            @Nullable Integer messagingLimit,
            @Nullable String lastEvent,
            @Nullable Instant updatedAt) {
        static final HealthView UNKNOWN = new HealthView("unknown", null, null, null);

        static HealthView of(NumberHealth.Known known) {
            return new HealthView(
                    Objects.requireNonNullElse(known.quality(), "unknown"),
                    known.messagingLimit(),
                    known.event(),
                    known.updatedAt());
        }
    }
}
