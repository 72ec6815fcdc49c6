package io.tidings.tenant.member.domain;

import io.tidings.runtime.problem.Refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An offer to one person to become a member; gone once it is answered.
 *
 * @param subject whom it is for, as the identity provider names them (sub)
 */
public record Invitation(UUID id, String subject, Role role, Instant expiresAt, Instant createdAt) {
    /** How long it stands. */
    public static final Duration VALID = Duration.ofDays(7);

    /** There is no such invitation: it never was, was answered, was replaced, or its time is over. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "invitation.not-found", "There is no such invitation; it may be used or expired");
        }
    }

    /** The link is somebody else's. */
    public static final class OtherPerson extends Refusal {
        public OtherPerson() {
            super(
                    Kind.FORBIDDEN,
                    "invitation.other-person",
                    "The invitation is for another person than the one logged in");
        }
    }
}
