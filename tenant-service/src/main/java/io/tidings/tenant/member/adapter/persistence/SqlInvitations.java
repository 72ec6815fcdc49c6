package io.tidings.tenant.member.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.application.Invitations;
import io.tidings.tenant.member.domain.Invitation;
import io.tidings.tenant.member.domain.Role;
import io.vertx.core.buffer.Buffer;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** One row per person; taking it away and reading it are one statement, so a link works once. */
@ApplicationScoped
class SqlInvitations implements Invitations {
    private final Sql sql;

    SqlInvitations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> put(TenantId tenant, Invitation invitation, byte[] tokenHash) {
        return sql.update(
                        """
                        insert into invitations (tenant_id, id, subject, role, sha256, expires_at, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        on conflict (tenant_id, subject) do update
                        set id = excluded.id, role = excluded.role, sha256 = excluded.sha256,
                            expires_at = excluded.expires_at, created_at = excluded.created_at""",
                        tenant.value(),
                        invitation.id(),
                        invitation.subject(),
                        invitation.role().label(),
                        Buffer.buffer(tokenHash),
                        Row.at(invitation.expiresAt()),
                        Row.at(invitation.createdAt()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Invitation>> take(TenantId tenant, byte[] tokenHash, Instant now) {
        return sql.all("""
                        delete from invitations where tenant_id = $1 and sha256 = $2 and expires_at > $3
                        returning id, subject, role, expires_at, created_at""", tenant.value(), Buffer.buffer(tokenHash), Row.at(now))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Invitation(
                                row.uuid(0), row.string(1), Role.of(row.string(2)), row.instant(3), row.instant(4))));
    }

    @Override
    public Uni<Integer> countOpen(TenantId tenant, String subject, Instant now) {
        return sql.one(
                        "select count(*) from invitations where tenant_id = $1 and subject <> $2 and expires_at > $3",
                        tenant.value(),
                        subject,
                        Row.at(now))
                .map(row -> row.integer(0));
    }

    @Override
    public Uni<Boolean> withdraw(TenantId tenant, String subject) {
        return sql.update("delete from invitations where tenant_id = $1 and subject = $2", tenant.value(), subject)
                .map(withdrawn -> withdrawn == 1);
    }
}
