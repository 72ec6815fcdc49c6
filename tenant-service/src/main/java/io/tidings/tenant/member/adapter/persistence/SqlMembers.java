package io.tidings.tenant.member.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.application.Members;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlMembers implements Members {
    private static final String SELECT =
            "select id, subject, role, version, created_at, updated_at from members where tenant_id = $1 ";

    private final Sql sql;

    SqlMembers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Member>> find(TenantId tenant, String subject) {
        return sql.all(SELECT + "and subject = $2", tenant.value(), subject)
                .map(rows -> rows.stream().findFirst().map(SqlMembers::member));
    }

    @Override
    public Uni<Void> add(TenantId tenant, Member member) {
        return sql.update(
                        """
                        insert into members (tenant_id, id, subject, role, version, created_at, updated_at)
                        values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, subject) do nothing""",
                        tenant.value(),
                        member.id(),
                        member.subject(),
                        member.role().label(),
                        member.version(),
                        Row.at(member.createdAt()),
                        Row.at(member.updatedAt()))
                .invoke(added -> {
                    if (added == 0) {
                        throw new Member.Exists();
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> change(TenantId tenant, Member member) {
        return sql.update(
                        "update members set role = $3, version = $4, updated_at = $5 where tenant_id = $1 and id = $2",
                        tenant.value(),
                        member.id(),
                        member.role().label(),
                        member.version(),
                        Row.at(member.updatedAt()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(TenantId tenant, Member member) {
        return sql.update("delete from members where tenant_id = $1 and id = $2", tenant.value(), member.id())
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> count(TenantId tenant) {
        return sql.one("select count(*) from members where tenant_id = $1", tenant.value())
                .map(row -> row.integer(0));
    }

    @Override
    public Uni<Integer> countOwners(TenantId tenant) {
        return sql.one("select count(*) from members where tenant_id = $1 and role = 'owner'", tenant.value())
                .map(row -> row.integer(0));
    }

    @Override
    public Uni<List<Member>> page(TenantId tenant, UUID before, int limit) {
        return sql.all(SELECT + "and id < $2 order by id desc limit $3", tenant.value(), before, limit)
                .map(rows -> rows.stream().map(SqlMembers::member).toList());
    }

    private static Member member(Row row) {
        return new Member(
                row.uuid(0), row.string(1), Role.of(row.string(2)), row.number(3), row.instant(4), row.instant(5));
    }
}
