package io.tidings.messaging.send.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.send.application.SendingPauses;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlSendingPauses implements SendingPauses {
    private static final String WAITING = """
            select id from messages
            where tenant_id = $1 and status = 'deferred' and verdict_code = 'sending.paused' order by id limit $2""";

    private final Sql sql;

    SqlSendingPauses(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Pause>> find(TenantId tenant) {
        return sql.all("select code, paused_at from sending_pauses where tenant_id = $1", tenant.value())
                .map(rows -> rows.stream().findFirst().map(row -> new Pause(row.string(0), row.instant(1))));
    }

    @Override
    public Uni<Boolean> add(TenantId tenant, Pause pause) {
        return sql.update(
                        "insert into sending_pauses (tenant_id, code, paused_at) values ($1, $2, $3) on conflict do nothing",
                        tenant.value(),
                        pause.code(),
                        Row.at(pause.pausedAt()))
                .map(added -> added == 1);
    }

    @Override
    public Uni<Boolean> remove(TenantId tenant) {
        return sql.update("delete from sending_pauses where tenant_id = $1", tenant.value())
                .map(removed -> removed == 1);
    }

    @Override
    public Uni<List<UUID>> waiting(TenantId tenant, int most) {
        return sql.all(WAITING, tenant.value(), most)
                .map(rows -> rows.stream().map(row -> row.uuid(0)).toList());
    }
}
