package io.tidings.messaging.dispatch.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.ConsentSql;
import io.tidings.messaging.dispatch.application.Outbound;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Outbound} on PostgreSQL. */
@ApplicationScoped
class SqlOutbound implements Outbound {
    private static final String LOCK = """
            select m.status, m.contact_id, m.intent_key, m.purpose, c.phone, m.template, m.language,
                   array(select jsonb_array_elements_text(m.variables)), m.text, m.phone_number,
                   m.source_type, m.source_id, m.created_at,
                   (select r.provider_message_id from messages r
                    where r.tenant_id = m.tenant_id and r.id = m.in_reply_to)
            from messages m join contacts c on c.tenant_id = m.tenant_id and c.id = m.contact_id
            where m.tenant_id = $1 and m.id = $2 and m.direction = 'outbound'
            for update of m""";

    // A slot far ahead is not promised: an urgent message that comes later shall find the next one free. Who gets it is
    // decided by the database's clock, the same for all processes.
    private static final String TAKE_SLOT = """
            update phone_numbers
            set next_slot_at = greatest(next_slot_at, clock_timestamp()) + make_interval(secs => 1.0 / messages_per_second)
            where tenant_id = $1 and id = $2 and next_slot_at <= clock_timestamp() + make_interval(secs => $3)""";
    private static final String NEXT_SLOT = """
            select greatest(0, ceil(extract(epoch from next_slot_at - clock_timestamp()) * 1000))::bigint
            from phone_numbers where tenant_id = $1 and id = $2""";

    private static final String CLAIM = """
            with claimed as (
                update messages m
                set status = 'sending', phone_number = $3, version = m.version + 1, updated_at = $4
                where m.tenant_id = $1 and m.id = $2 and m.status in ('queued', 'deferred')
                  and not exists (select 1 from closed_sources s
                                  where s.tenant_id = m.tenant_id and s.source_type = m.source_type
                                    and s.source_id = m.source_id)
                  and %s
                returning m.id)
            insert into message_statuses (tenant_id, id, message_id, status, source, at)
            select $1, $5, id, 'sending', 'suite', $4 from claimed""".formatted(ConsentSql.NOT_REVOKED);

    private static final String MOVE = """
            update messages
            set status = $4, attempts = attempts + $5, error_code = $6, error_detail = $7,
                version = version + 1, updated_at = $8
            where tenant_id = $1 and id = $2 and status = $3""";

    private final Sql sql;

    SqlOutbound(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Waiting>> lock(TenantId tenant, UUID message) {
        return sql.all(LOCK, tenant.value(), message)
                .map(rows -> rows.stream().findFirst().map(row -> waiting(message, row)));
    }

    private static Waiting waiting(UUID message, Row row) {
        var sourceType = row.stringOrNull(10);
        var sourceId = row.stringOrNull(11);
        var language = row.stringOrNull(6);
        return new Waiting(
                message,
                MessageStatus.of(row.string(0)),
                row.uuid(1),
                row.string(2),
                Purpose.of(row.string(3)),
                row.string(4).substring(1), // E.164 without its plus
                row.stringOrNull(5),
                language == null ? "en" : language,
                row.strings(7),
                row.stringOrNull(8),
                row.uuidOrNull(9),
                sourceType == null || sourceId == null ? null : new MessageSource(sourceType, sourceId),
                row.stringOrNull(13),
                row.instant(12));
    }

    @Override
    public Uni<Duration> takeSlot(TenantId tenant, UUID number, Duration ahead) {
        return sql.update(TAKE_SLOT, tenant.value(), number, ahead.toMillis() / 1000.0)
                .chain(taken -> taken == 1
                        ? Uni.createFrom().item(Duration.ZERO)
                        : sql.one(NEXT_SLOT, tenant.value(), number)
                                .map(row -> Duration.ofMillis(Math.max(1, row.number(0)))));
    }

    @Override
    public Uni<Boolean> claim(TenantId tenant, UUID message, UUID number, Instant now) {
        return sql.update(CLAIM, tenant.value(), message, number, Row.at(now), Ids.next())
                .map(claimed -> claimed == 1);
    }

    @Override
    public Uni<Boolean> move(
            TenantId tenant,
            UUID message,
            MessageStatus from,
            MessageStatus to,
            int calls,
            @Nullable String errorCode,
            @Nullable String errorDetail,
            Instant now) {
        return sql.update(
                        MOVE,
                        tenant.value(),
                        message,
                        from.wire(),
                        to.wire(),
                        calls,
                        errorCode,
                        errorDetail,
                        Row.at(now))
                .map(moved -> moved == 1);
    }

    @Override
    public Uni<Integer> attempts(TenantId tenant, UUID message) {
        return sql.one("select attempts from messages where tenant_id = $1 and id = $2", tenant.value(), message)
                .map(row -> row.integer(0));
    }
}
