package io.tidings.messaging.phonenumber.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Whether messages go through something of the tenant's.
 *
 * @param status active or paused
 * @param reason why it is paused
 * @param removedAt when it was taken away, for ever
 */
@Embeddable
public record Standing(
        @Column(name = "status") String status,
        @Nullable @Column(name = "status_reason") String reason,

        @Nullable @Column(name = "removed_at") Instant removedAt) {
    private static final String IN_USE = "active";
    private static final String PAUSED = "paused";

    public static Standing active() {
        return new Standing(IN_USE, null, null);
    }

    /** The first reason stays. */
    public Standing paused(String why) {
        return isActive() ? new Standing(PAUSED, why, removedAt) : this;
    }

    public Standing removed(Instant at) {
        return new Standing(PAUSED, "removed", at);
    }

    public boolean isActive() {
        return IN_USE.equals(status);
    }
}
