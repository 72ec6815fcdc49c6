package io.tidings.messaging.otp.domain;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What a phone has been through.
 *
 * @param lockedFor zero when it is not
 * @param climbed codes of the last hour since the last success, failed ones too
 * @param sinceLast since the newest of them; null without any
 * @param today codes of the last 24 hours
 */
public record PhonePast(
        Duration lockedFor, int climbed, @Nullable Duration sinceLast, int today) {

    /** Refuses another code while it is locked, waits on the ladder or has had {@code daily} codes ({@link NotNow}). */
    public void allow(int daily) {
        if (lockedFor.isPositive()) {
            throw new NotNow.Locked(lockedFor.toSeconds());
        }
        if (sinceLast != null) {
            var wait = ResendLadder.after(climbed).minus(sinceLast);
            if (wait.isPositive()) {
                throw new NotNow.TooSoon(wait.toSeconds() + 1);
            }
        }
        if (today >= daily) {
            throw new NotNow.DestinationLimit(Duration.ofHours(1).toSeconds());
        }
    }
}
