package io.tidings.messaging.send.domain;

import io.tidings.messaging.consent.domain.Decision;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * All that the gate needs to know, read at one moment.
 *
 * @param consent the contact's latest word on the purpose; null when they never said anything
 * @param zones where the recipient may be: their own zone, else those of their number's country, else the tenant's
 * @param tenantQuiet the tenant's own quiet hours; null for the installation's
 * @param inUnitedStates by their phone
 * @param tenantActive false while suspended
 * @param sourceClosed nobody must be told of the source any more
 * @param unreachable the provider could not deliver to them, again and again, and they have not written since
 * @param windowOpenUntil until when free text is allowed; null when they never wrote
 * @param capReachedAt when the oldest of the newest N marketing messages was allowed, N being the cap; null below it
 * @param quotaLeft messages the month's quota has left; null for no limit
 * @param route what they may go through
 */
public record Circumstances(
        @Nullable Decision consent,
        List<ZoneId> zones,
        @Nullable QuietHours tenantQuiet,
        boolean inUnitedStates,
        boolean tenantActive,
        boolean sourceClosed,
        boolean unreachable,
        @Nullable Instant windowOpenUntil,
        @Nullable Instant capReachedAt,
        @Nullable Long quotaLeft,
        Route route) {

    /**
     * The provider's side.
     *
     * @param sendingPaused nothing goes until the owner has put something right
     * @param number to go through; null when none is fit
     * @param hasNumber whether there is a number at all
     * @param reachFreeAt when somebody new may be written to outside the window; null when that is allowed now
     * @param templateDisabled for good
     * @param templatePausedUntil null unless paused
     */
    public record Route(
            boolean sendingPaused,
            @Nullable UUID number,
            boolean hasNumber,
            @Nullable Instant reachFreeAt,
            boolean templateDisabled,
            @Nullable Instant templatePausedUntil) {}

    /** The same after {@code taken} more messages of the month's quota. */
    Circumstances withQuotaTaken(long taken) {
        return quotaLeft == null || taken == 0
                ? this
                : new Circumstances(
                        consent,
                        zones,
                        tenantQuiet,
                        inUnitedStates,
                        tenantActive,
                        sourceClosed,
                        unreachable,
                        windowOpenUntil,
                        capReachedAt,
                        quotaLeft - taken,
                        route);
    }
}
