package io.tidings.tenant.member.domain;

import io.tidings.contracts.directory.DirectoryMember;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A person in a tenant. One person may be in many, with another role in each.
 *
 * @param subject who, as the identity provider names them (sub)
 * @param version of the row, for If-Match
 */
public record Member(UUID id, String subject, Role role, long version, Instant createdAt, Instant updatedAt) {

    /** A new one. */
    public static Member joining(UUID id, String subject, Role role, Instant now) {
        return new Member(id, subject, role, 0, now, now);
    }

    /** The same person with another role. */
    public Member with(Role other, Instant now) {
        return new Member(id, subject, other, version + 1, createdAt, now);
    }

    /** How the gateway knows this membership. */
    public DirectoryMember directoryEntry(TenantId tenant) {
        return new DirectoryMember(tenant.value(), subject, role.label(), role.permissions());
    }

    /** There is no such member. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "member.not-found", "There is no such member");
        }
    }

    /** Already a member. */
    public static final class Exists extends Refusal {
        public Exists() {
            super(Kind.CONFLICT, "member.exists", "This person is a member already");
        }
    }

    /** Nobody would be left to decide. */
    public static final class LastOwner extends Refusal {
        public LastOwner() {
            super(Kind.CONFLICT, "member.last-owner", "A tenant keeps at least one owner; make another one first");
        }
    }

    /** Owners are made, changed and removed by owners. */
    public static final class OwnersOnly extends Refusal {
        public OwnersOnly() {
            super(Kind.FORBIDDEN, "permission.owner", "Only an owner decides who is an owner");
        }
    }

    /** The plan has no seat left. */
    public static final class NoSeat extends Refusal {
        public NoSeat(int seats) {
            super(Kind.CONFLICT, "plan.seats", "The plan has no seat left for another member", Map.of("seats", seats));
        }
    }
}
