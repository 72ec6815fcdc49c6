package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A person is no longer a member of a tenant.
 *
 * @param memberId the membership
 * @param userId who, as the identity provider names them (sub)
 * @param removedAt when
 */
public record MemberRemoved(UUID memberId, String userId, Instant removedAt) implements Event {

    @Override
    public UUID subject() {
        return memberId;
    }
}
