package io.tidings.messaging.send.domain;

import io.tidings.messaging.consent.domain.Decision;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * All that the gate needs to know, read at one moment.
 *
 * @param consent the contact's latest word on the purpose; null when they never said anything
 * @param zone the recipient's, else the tenant's
 * @param inUnitedStates by their phone
 * @param tenantActive false while suspended
 * @param sourceClosed nobody must be told of the source any more
 * @param windowOpenUntil until when free text is allowed; null when they never wrote
 * @param capReachedAt when the oldest of the newest N marketing messages was allowed, N being the cap; null below it
 * @param activeNumber the number to go through; null when none is fit
 * @param hasNumber whether there is a number at all
 */
public record Circumstances(
        @Nullable Decision consent,
        ZoneId zone,
        boolean inUnitedStates,
        boolean tenantActive,
        boolean sourceClosed,
        @Nullable Instant windowOpenUntil,
        @Nullable Instant capReachedAt,
        @Nullable UUID activeNumber,
        boolean hasNumber) {}
