package io.tidings.messaging.message.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.Verdicts;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlVerdicts implements Verdicts {
    private static final String KEEP = """
            with before as (
                select status, verdict_code from messages
                where tenant_id = $1 and id = $2 and status in ('queued', 'deferred') for update),
            judged as (
                update messages m
                set status = $3, verdict = $4, verdict_code = $5, verdict_until = $6, verdict_at = $7,
                    phone_number = coalesce($8::uuid, m.phone_number), version = m.version + 1, updated_at = $7
                from before where m.tenant_id = $1 and m.id = $2
                returning before.status, before.verdict_code)
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at)
            select $1, $9::uuid, $2, $3, 'suite', $5, $7 from judged
            where judged.status <> $3 or judged.verdict_code is distinct from $5""";

    private final Sql sql;

    SqlVerdicts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> keep(TenantId tenant, UUID message, Verdict verdict, Instant at) {
        var columns = VerdictColumns.of(verdict);
        return sql.update(
                        KEEP,
                        tenant.value(),
                        message,
                        verdict.status().wire(),
                        verdict.decision(),
                        columns.code(),
                        Row.atOrNull(columns.until()),
                        Row.at(at),
                        columns.phoneNumber(),
                        Ids.next())
                .replaceWithVoid();
    }
}
