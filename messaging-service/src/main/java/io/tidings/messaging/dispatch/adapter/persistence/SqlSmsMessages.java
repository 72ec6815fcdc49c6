package io.tidings.messaging.dispatch.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.ConsentSql;
import io.tidings.messaging.dispatch.application.SmsMessages;
import io.tidings.messaging.dispatch.domain.Stranded;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link SmsMessages} on PostgreSQL. */
@ApplicationScoped
class SqlSmsMessages implements SmsMessages {
    private static final String LOCK = """
            select m.id, m.contact_id, m.intent_key, m.purpose, m.status,
                   case m.status when 'refused' then m.verdict_code else m.error_code end, m.source_type, m.source_id,
                   c.phone is not null, m.text <> '' and (m.content is null or m.content ->> 'type' = 'names'), m.created_at
            from messages m join contacts c on c.tenant_id = m.tenant_id and c.id = m.contact_id
            where m.tenant_id = $1 and m.id = any($2) and m.direction = 'outbound' and m.channel = 'whatsapp'
              and c.erased_at is null
            order by m.id for update of m""";

    private static final String ADD = """
            with added as (
                insert into messages (tenant_id, id, direction, channel, sms_sender, instead_of, instead_code, contact_id,
                    purpose, intent_key, source_type, source_id, language, text, status,
                    verdict, verdict_code, verdict_until, verdict_at, created_at, updated_at)
                select $1, $2, 'outbound', 'sms', $4, m.id, $5, m.contact_id,
                    m.purpose, $6, m.source_type, m.source_id, m.language, m.text, $7,
                    $8, $9, $10, $11, $11, $11
                from messages m where m.tenant_id = $1 and m.id = $3
                on conflict do nothing returning id)
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at)
            select $1, $12::uuid, id, $7, 'suite', coalesce($9, $5), $11 from added""";

    // The people are locked by what reads the messages: an opt-out is either seen here or waits until this has
    // committed.
    private static final String CLAIM = """
            with claimed as (
                update messages m
                set status = 'sending', sms_sender = $3, verdict_at = $4, version = m.version + 1, updated_at = $4
                where m.tenant_id = $1 and m.id = any($2) and m.channel = 'sms' and m.status in ('queued', 'deferred')
                  and not exists (select 1 from closed_sources s
                                  where s.tenant_id = m.tenant_id and s.source_type = m.source_type
                                    and s.source_id = m.source_id)
                  and not exists (select 1 from sms_stops t
                                  where t.tenant_id = m.tenant_id and t.contact_id = m.contact_id)
                  and %s
                returning m.id)
            insert into message_statuses (tenant_id, id, message_id, status, source, at)
            select $1, h.id, claimed.id, 'sending', 'suite', $4
            from claimed join unnest($2::uuid[], $5::uuid[]) as h(message, id) on h.message = claimed.id
            returning message_id""".formatted(ConsentSql.NOT_REVOKED);

    private final Sql sql;

    SqlSmsMessages(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<Stranded>> lock(TenantId tenant, Collection<UUID> messages) {
        return sql.all(LOCK, tenant.value(), messages.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(SqlSmsMessages::stranded).toList());
    }

    private static Stranded stranded(Row row) {
        return new Stranded(
                row.uuid(0),
                row.uuid(1),
                row.string(2),
                Purpose.of(row.string(3)),
                MessageStatus.of(row.string(4)),
                row.stringOrNull(5),
                row.isNull(6) || row.isNull(7) ? null : new MessageSource(row.string(6), row.string(7)),
                row.bool(8),
                !row.isNull(9) && row.bool(9),
                row.instant(10));
    }

    @Override
    public Uni<Boolean> add(TenantId tenant, Instead message, Instant now) {
        var verdict = message.verdict();
        var code = switch (verdict) {
            case Verdict.Allow _ -> null;
            case Verdict.Defer(var _, var why) -> why;
            case Verdict.Refuse(var why) -> why;
        };
        return sql.update(
                        ADD,
                        tenant.value(),
                        message.id(),
                        message.of().id(),
                        message.sender(),
                        message.why(),
                        SmsMessages.intentOf(message.of()),
                        verdict.status().wire(),
                        verdict.decision(),
                        code,
                        verdict instanceof Verdict.Defer(var until, var _) ? Row.at(until) : null,
                        Row.at(now),
                        Ids.next())
                .map(added -> added == 1);
    }

    @Override
    public Uni<Set<UUID>> claim(TenantId tenant, Collection<UUID> messages, UUID sender, Instant now) {
        return sql.all(
                        CLAIM,
                        tenant.value(),
                        messages.toArray(UUID[]::new),
                        sender,
                        Row.at(now),
                        messages.stream().map(message -> Ids.next()).toArray(UUID[]::new))
                .map(rows -> rows.stream().map(row -> row.uuid(0)).collect(Collectors.toSet()));
    }
}
