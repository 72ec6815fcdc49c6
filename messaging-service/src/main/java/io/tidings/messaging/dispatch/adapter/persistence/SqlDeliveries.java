package io.tidings.messaging.dispatch.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.Deliveries;
import io.tidings.messaging.dispatch.domain.Delivery;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.Sql.Statement;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Deliveries} on PostgreSQL. */
@ApplicationScoped
class SqlDeliveries implements Deliveries {
    private static final String LOCK = """
            select m.id, m.contact_id, m.intent_key, m.purpose, m.status, m.provider_message_id
            from messages m where m.tenant_id = $1 and m.direction = 'outbound' and %s for update""";
    private static final String LOCK_BY_ID = LOCK.formatted("m.id = $2");
    private static final String LOCK_BY_PROVIDER_ID = LOCK.formatted("m.provider_message_id = $2");

    // A statement of its own after the lock: within the locking one the history would be that of before the wait.
    // By the message's id alone: a join would let the planner read all messages of the tenant.
    private static final String KNOWN =
            "select distinct s.status from message_statuses s where s.tenant_id = $1 and s.message_id = %s";
    private static final String KNOWN_BY_ID = KNOWN.formatted("$2");
    private static final String KNOWN_BY_PROVIDER_ID = KNOWN.formatted("""
            (select m.id from messages m
             where m.tenant_id = $1 and m.provider_message_id = $2 and m.direction = 'outbound')""");

    private static final String KEEP = """
            with kept as (
                update messages
                set status = $3, provider_message_id = $4,
                    error_code = case when $3 = 'failed' then coalesce($5, error_code) end,
                    error_detail = case when $3 = 'failed' then coalesce($6, error_detail) end,
                    version = version + 1, updated_at = greatest(updated_at, $7)
                where tenant_id = $1 and id = $2)
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at)
            values ($1, $8, $2, $9, $10, $5, $7)""";
    private static final String COUNT_CALL =
            "update messages set attempts = attempts + 1 where tenant_id = $1 and id = $2";

    private static final String SERIALISE = "select pg_advisory_xact_lock(hashtextextended($1, 0))::text";
    private static final String PARK = """
            insert into parked_statuses (tenant_id, id, provider_message_id, status, code, detail, at)
            select $1, $2, $3, $4, $5, $6, $7
            where not exists (select 1 from parked_statuses
                              where tenant_id = $1 and provider_message_id = $3 and status = $4)""";
    private static final String FORGET_OLD =
            "delete from parked_statuses where tenant_id = $1 and at < $2::timestamptz - interval '7 days'";
    private static final String UNPARK = """
            delete from parked_statuses where tenant_id = $1 and provider_message_id = $2
            returning status, code, detail, at""";

    private final Sql sql;

    SqlDeliveries(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Delivery>> lock(TenantId tenant, UUID message) {
        return locked(tenant, LOCK_BY_ID, KNOWN_BY_ID, message);
    }

    @Override
    public Uni<Optional<Delivery>> lockByProviderId(TenantId tenant, String providerMessageId) {
        return locked(tenant, LOCK_BY_PROVIDER_ID, KNOWN_BY_PROVIDER_ID, providerMessageId);
    }

    @Override
    public Uni<Optional<Delivery>> lockBeforeParking(TenantId tenant, String providerMessageId) {
        return sql.all(SERIALISE, tenant + " " + providerMessageId)
                .chain(() -> lockByProviderId(tenant, providerMessageId));
    }

    private Uni<Optional<Delivery>> locked(TenantId tenant, String lock, String known, Object id) {
        return sql.pipeline(List.of(new Statement(lock, tenant.value(), id), new Statement(known, tenant.value(), id)))
                .map(answers -> answers.getFirst().stream().findFirst().map(row -> delivery(row, answers.get(1))));
    }

    private static Delivery delivery(Row row, List<Row> known) {
        return new Delivery(
                row.uuid(0),
                row.uuid(1),
                row.string(2),
                Purpose.of(row.string(3)),
                MessageStatus.of(row.string(4)),
                row.stringOrNull(5),
                known.stream().map(r -> MessageStatus.of(r.string(0))).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Void> keep(TenantId tenant, Delivery after, StatusReport report) {
        var error = report.error();
        return sql.update(
                        KEEP,
                        tenant.value(),
                        after.message(),
                        after.status().wire(),
                        after.providerMessageId(),
                        error == null ? null : error.code(),
                        error == null ? null : error.detail(),
                        Row.at(report.at()),
                        Ids.next(),
                        report.status().wire(),
                        report.source().wire())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> countCall(TenantId tenant, UUID message) {
        return sql.update(COUNT_CALL, tenant.value(), message).replaceWithVoid();
    }

    @Override
    public Uni<Void> park(TenantId tenant, StatusReport report) {
        var error = report.error();
        return sql.update(
                        PARK,
                        tenant.value(),
                        Ids.next(),
                        report.providerMessageId(),
                        report.status().wire(),
                        error == null ? null : error.code(),
                        error == null ? null : error.detail(),
                        Row.at(report.at()))
                .chain(() -> sql.update(FORGET_OLD, tenant.value(), Row.at(report.at())))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<StatusReport>> unpark(TenantId tenant, String providerMessageId) {
        return sql.pipeline(List.of(
                        new Statement(SERIALISE, tenant + " " + providerMessageId),
                        new Statement(UNPARK, tenant.value(), providerMessageId)))
                .map(answers -> answers.get(1).stream()
                        .map(row -> parked(providerMessageId, row))
                        .toList());
    }

    private static StatusReport parked(String providerMessageId, Row row) {
        return new StatusReport(
                providerMessageId,
                MessageStatus.of(row.string(0)),
                StatusSource.PROVIDER,
                error(row.stringOrNull(1), row.stringOrNull(2)),
                row.instant(3));
    }

    private static @Nullable ProviderError error(@Nullable String code, @Nullable String detail) {
        return code == null ? null : ProviderError.parse(code, detail);
    }
}
