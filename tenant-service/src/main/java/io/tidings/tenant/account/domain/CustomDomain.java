package io.tidings.tenant.account.domain;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * A domain of the tenant's own. It leads to the tenant only while a TXT record proves that it is theirs.
 *
 * @param name ASCII, lower case
 * @param state see {@link State}
 * @param challenge what the TXT record at {@code _tidings-challenge.<name>} has to say
 * @param deadline until when a pending or lost one is looked for
 * @param provenAt when the record was first found; null before
 * @param missingSince since when a proven one lacks its record; null while it has it
 * @param checkedAt when it was last looked for; null before the first look
 */
@Embeddable
public record CustomDomain(
        @Column(name = "domain") String name,

        @Column(name = "domain_state") @Enumerated(EnumType.STRING)
        State state,

        @Column(name = "domain_challenge") String challenge,
        @Column(name = "domain_deadline") Instant deadline,
        @Column(name = "domain_proven_at") @Nullable Instant provenAt,
        @Column(name = "domain_missing_since") @Nullable Instant missingSince,
        @Column(name = "domain_checked_at") @Nullable Instant checkedAt) {
    /** How long an unproven one is looked for. */
    public static final Duration PATIENCE = Duration.ofDays(7);
    /** How long the record of a proven one may be missing: zones are edited by hand, and mistakes mended. */
    public static final Duration GRACE = Duration.ofHours(24);

    /** Where a domain stands. */
    public enum State {
        /** The record was not found yet. */
        PENDING,
        /** It leads to the tenant. */
        PROVEN,
        /** It was proven, and its record has been missing for too long. It no longer leads anywhere. */
        LOST,
        /** Nobody looks for the record any more. */
        EXPIRED
    }

    /** A new one, to be proven. */
    public static CustomDomain claimed(String name, String challenge, Instant now) {
        return new CustomDomain(name, State.PENDING, challenge, now.plus(PATIENCE), null, null, null);
    }

    /** After a look that found the record. */
    public CustomDomain found(Instant now) {
        return new CustomDomain(name, State.PROVEN, challenge, deadline, provenAt == null ? now : provenAt, null, now);
    }

    /** After a look to which DNS answered that there is no such record. */
    public CustomDomain missing(Instant now) {
        if (state == State.PROVEN) {
            var since = missingSince == null ? now : missingSince;
            return now.isBefore(since.plus(GRACE))
                    ? new CustomDomain(name, State.PROVEN, challenge, deadline, provenAt, since, now)
                    : new CustomDomain(name, State.LOST, challenge, now.plus(PATIENCE), provenAt, since, now);
        }
        var next = now.isBefore(deadline) ? state : State.EXPIRED;
        return new CustomDomain(name, next, challenge, deadline, provenAt, missingSince, now);
    }

    /** When to look again; null for never. A new one soon and then ever later, a proven one every day. */
    public @Nullable Instant nextCheck(Instant now) {
        return switch (state) {
            case EXPIRED -> null;
            case PROVEN -> now.plus(missingSince == null ? Duration.ofDays(1) : Duration.ofHours(1));
            case PENDING, LOST ->
                now.plus(
                        now.isBefore(deadline.minus(PATIENCE).plus(Duration.ofHours(1)))
                                ? Duration.ofMinutes(1)
                                : Duration.ofMinutes(15));
        };
    }

    public boolean isProven() {
        return state == State.PROVEN;
    }
}
