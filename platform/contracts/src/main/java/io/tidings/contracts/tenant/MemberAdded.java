package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A person became a member of a tenant.
 *
 * @param memberId the membership
 * @param userId who, as the identity provider names them (sub)
 * @param role owner, admin or member
 * @param addedAt when
 */
public record MemberAdded(UUID memberId, String userId, String role, Instant addedAt) implements Event {

    @Override
    public UUID subject() {
        return memberId;
    }
}
