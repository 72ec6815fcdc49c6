package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A member has another role.
 *
 * @param memberId the membership
 * @param userId who, as the identity provider names them (sub)
 * @param role owner, admin or member
 * @param changedAt when
 */
public record MemberChanged(UUID memberId, String userId, String role, Instant changedAt) implements Event {

    @Override
    public UUID subject() {
        return memberId;
    }
}
