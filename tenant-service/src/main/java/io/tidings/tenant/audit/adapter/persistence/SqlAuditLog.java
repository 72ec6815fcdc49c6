package io.tidings.tenant.audit.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.audit.application.AuditLog;
import io.tidings.tenant.audit.domain.AuditEntry;
import io.tidings.tenant.audit.domain.ChainCheck;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

/** The head's row is locked while a row is added, so that two writers never follow the same one. */
@ApplicationScoped
class SqlAuditLog implements AuditLog {
    private static final String LOCK_HEAD = """
            insert into audit_heads (tenant_id, seq, hash) values ($1, 0, $2)
            on conflict (tenant_id) do update set seq = audit_heads.seq returning seq, hash""";
    private static final String ADD = """
            with row as (
                insert into audit_log (tenant_id, seq, at, actor, action, object, detail, request_id, hash)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9))
            update audit_heads set seq = $2, hash = $9 where tenant_id = $1""";
    private static final String COLUMNS =
            "select seq, at, actor, action, object, detail, request_id, hash from audit_log where tenant_id = $1 ";

    private final Sql sql;
    private final Clock clock;

    SqlAuditLog(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Uni<Void> append(TenantId tenant, Actor actor, String action, String object, @Nullable String detail) {
        return sql.one(LOCK_HEAD, tenant.value(), Buffer.buffer(AuditEntry.BEGINNING))
                .chain(head -> {
                    var entry = new AuditEntry(
                            head.number(0) + 1,
                            clock.instant(),
                            actor.principal(),
                            action,
                            object,
                            detail,
                            actor.requestId());
                    return sql.update(
                            ADD,
                            tenant.value(),
                            entry.seq(),
                            Row.at(entry.at()),
                            entry.actor(),
                            entry.action(),
                            entry.object(),
                            entry.detail(),
                            entry.requestId(),
                            Buffer.buffer(entry.hashAfter(bytes(head, 1))));
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<List<ChainCheck.Kept>> before(TenantId tenant, long before, int limit) {
        return rows(sql.all(COLUMNS + "and seq < $2 order by seq desc limit $3", tenant.value(), before, limit));
    }

    @Override
    public Uni<List<ChainCheck.Kept>> after(TenantId tenant, long after, int limit) {
        return rows(sql.all(COLUMNS + "and seq > $2 order by seq limit $3", tenant.value(), after, limit));
    }

    @Override
    public Uni<ChainCheck.Head> head(TenantId tenant) {
        return sql.all("select seq, hash from audit_heads where tenant_id = $1", tenant.value())
                .map(rows -> rows.isEmpty()
                        ? new ChainCheck.Head(0, AuditEntry.BEGINNING)
                        : new ChainCheck.Head(rows.getFirst().number(0), bytes(rows.getFirst(), 1)));
    }

    private static Uni<List<ChainCheck.Kept>> rows(Uni<List<Row>> found) {
        return found.map(rows -> rows.stream().map(SqlAuditLog::kept).toList());
    }

    private static ChainCheck.Kept kept(Row row) {
        var entry = new AuditEntry(
                row.number(0),
                row.instant(1),
                row.string(2),
                row.string(3),
                row.string(4),
                row.stringOrNull(5),
                row.stringOrNull(6));
        return new ChainCheck.Kept(entry, bytes(row, 7));
    }

    private static byte[] bytes(Row row, int column) {
        return ((Buffer) Objects.requireNonNull(row.value(column))).getBytes();
    }
}
