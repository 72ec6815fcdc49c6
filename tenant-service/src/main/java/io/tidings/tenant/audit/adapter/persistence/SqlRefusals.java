package io.tidings.tenant.audit.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.audit.application.Refusals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlRefusals implements Refusals {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String ADD = """
            insert into access_refusals (tenant_id, code, credential, waiting) values ($1, $2, $3, $4)
            on conflict (tenant_id, code, credential) do update set waiting = access_refusals.waiting + $4""";
    private static final String LAST = "select max(written_at) from access_refusals where tenant_id = $1";
    private static final String TAKE = """
            with taken as (
                select code, credential, waiting from access_refusals
                where tenant_id = $1 and waiting > 0 order by code, credential for update),
            written as (
                update access_refusals a set waiting = 0, written_at = $2 from taken t
                where a.tenant_id = $1 and a.code = t.code and a.credential = t.credential)
            select code, credential, waiting from taken order by waiting desc, credential""";
    private static final String FORGET =
            "delete from access_refusals where tenant_id = $1 and waiting = 0 and written_at < $2";

    private final Sql sql;

    SqlRefusals(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Instant> add(TenantId tenant, Waiting refusals) {
        return sql.update(ADD, tenant.value(), refusals.code(), refusals.credential(), refusals.count())
                .chain(added -> sql.one(LAST, tenant.value()))
                .map(row -> row.isNull(0) ? Instant.MIN : row.instant(0));
    }

    @Override
    public Uni<List<Waiting>> take(TenantId tenant, Instant now) {
        return sql.update(FORGET, tenant.value(), Row.at(now.minus(KEPT)))
                .chain(forgotten -> sql.all(TAKE, tenant.value(), Row.at(now)))
                .map(rows -> rows.stream()
                        .map(row -> new Waiting(row.string(0), row.string(1), row.number(2)))
                        .toList());
    }
}
