package io.tidings.messaging.dispatch.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.ConsentSql;
import io.tidings.messaging.dispatch.application.Outbound;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.application.AttachedJson;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Outbound} on PostgreSQL. */
@ApplicationScoped
class SqlOutbound implements Outbound {
    // The people are locked too: an opt-out is either seen by the claim or waits until the claim has committed.
    private static final String LOCK = """
            select m.id, m.status, m.contact_id, m.intent_key, m.purpose,
                   coalesce(substr(c.phone, 2), (
                       select b.bsuid from contact_bsuids b
                       join phone_numbers theirs on theirs.tenant_id = b.tenant_id and theirs.id = b.phone_number
                       join phone_numbers n on n.tenant_id = b.tenant_id and n.id = m.phone_number
                       where b.tenant_id = m.tenant_id and b.contact_id = m.contact_id
                         and (theirs.id = n.id or theirs.portfolio_id = n.portfolio_id or theirs.waba_id = n.waba_id)
                       order by (theirs.id = n.id) desc, b.seen_at desc limit 1), ''),
                   m.template, m.language,
                   array(select jsonb_array_elements_text(m.variables)), m.text, m.phone_number,
                   m.source_type, m.source_id, m.created_at,
                   (select r.provider_message_id from messages r
                    where r.tenant_id = m.tenant_id and r.id = m.in_reply_to),
                   exists (select 1 from sending_pauses p where p.tenant_id = $1)
                   or m.template is not null and (
                       exists (select 1 from template_health h
                               where h.tenant_id = $1 and h.template = m.template and h.language = m.language
                                 and h.state <> 'active')
                       or exists (select 1 from number_health k
                                  where k.tenant_id = $1 and k.phone_number = m.phone_number
                                    and k.messaging_limit is not null)),
                   m.fallback_template is not null, m.quota_month is not null,
                   m.content::text
            from messages m join contacts c on c.tenant_id = m.tenant_id and c.id = m.contact_id
            where m.tenant_id = $1 and m.id = any($2) and m.direction = 'outbound'
            order by m.id for update of m for share of c""";

    // A slot far ahead is not promised: an urgent message that comes later shall find the next one free. Who gets them
    // is
    // decided by the database's clock, the same for all processes.
    private static final String TAKE_SLOTS = """
            with free as (
                select greatest(next_slot_at, clock_timestamp()) as first, clock_timestamp() as now,
                       messages_per_second as rate
                from phone_numbers where tenant_id = $1 and id = $2 for no key update),
            taken as (
                select first, now, rate, least($3, greatest(0, 1 + floor(
                    extract(epoch from now + make_interval(secs => $4) - first) * rate)))::int as slots
                from free),
            kept as (
                update phone_numbers set next_slot_at = first + make_interval(secs => slots::float / rate)
                from taken where tenant_id = $1 and id = $2 and slots > 0)
            select slots, greatest(1, ceil(
                extract(epoch from first + make_interval(secs => slots::float / rate) - now) * 1000))::bigint
            from taken""";

    private static final String CLAIM = """
            with claimed as (
                update messages m
                set status = 'sending', phone_number = $3, verdict_at = $4, version = m.version + 1, updated_at = $4
                where m.tenant_id = $1 and m.id = any($2) and m.status in ('queued', 'deferred')
                  and not exists (select 1 from closed_sources s
                                  where s.tenant_id = m.tenant_id and s.source_type = m.source_type
                                    and s.source_id = m.source_id)
                  and %s
                returning m.id, m.contact_id, m.template),
            reached as (
                insert into reached_contacts (tenant_id, contact_id, reached_at)
                select distinct $1::uuid, c.contact_id, $4::timestamptz from claimed c
                where c.template is not null
                  and exists (select 1 from number_health k where k.tenant_id = $1 and k.phone_number = $3
                              and k.messaging_limit is not null)
                  and not exists (select 1 from conversations v where v.tenant_id = $1 and v.contact_id = c.contact_id
                                  and v.phone_number = $3 and v.window_open_until > $4)
                on conflict (tenant_id, contact_id) do update set reached_at = excluded.reached_at)
            insert into message_statuses (tenant_id, id, message_id, status, source, at)
            select $1, h.id, claimed.id, 'sending', 'suite', $4
            from claimed join unnest($2::uuid[], $5::uuid[]) as h(message, id) on h.message = claimed.id
            returning message_id""".formatted(ConsentSql.NOT_REVOKED);

    private static final String TAKE_PAIRS = """
            with taken as (
                insert into pair_slots as p (tenant_id, phone_number, contact_id, spent_until)
                select $1, $2, contact, now() + make_interval(secs => $4)
                from unnest($3::uuid[]) as u(contact) order by contact
                on conflict (tenant_id, phone_number, contact_id) do update
                set spent_until = greatest(p.spent_until, now()) + make_interval(secs => $4)
                where p.spent_until <= now() + make_interval(secs => $5)
                returning contact_id)
            select p.contact_id,
                   ceil(extract(epoch from p.spent_until - now() - make_interval(secs => $5)) * 1000)::bigint
            from pair_slots p
            where p.tenant_id = $1 and p.phone_number = $2 and p.contact_id = any($3)
              and p.spent_until > now() + make_interval(secs => $5)
              and not exists (select 1 from taken t where t.contact_id = p.contact_id)""";

    private static final String SWITCH = """
            update messages
            set template = fallback_template, language = fallback_language, variables = fallback_variables,
                text = fallback_text, content = fallback_content, fallback_template = null, fallback_variables = null,
                fallback_content = null, version = version + 1
            where tenant_id = $1 and id = $2 and fallback_template is not null
              and status in ('queued', 'deferred', 'sending')""";

    private static final String MOVE = """
            with moved as (
                update messages
                set status = $4, attempts = attempts + $5, error_code = $6, error_detail = $7,
                    version = version + 1, updated_at = $8
                where tenant_id = $1 and id = $2 and status = $3
                returning id),
            sent as (
                insert into undelivered_messages (tenant_id, message_id)
                select $1, id from moved where $4 = 'sent')
            select count(*) from moved""";

    private final Sql sql;

    SqlOutbound(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<Waiting>> lock(TenantId tenant, Collection<UUID> messages) {
        return sql.all(LOCK, tenant.value(), messages.toArray(UUID[]::new))
                .map(rows -> rows.stream().map(SqlOutbound::waiting).toList());
    }

    private static Waiting waiting(Row row) {
        var sourceType = row.stringOrNull(11);
        var sourceId = row.stringOrNull(12);
        var language = row.stringOrNull(7);
        return new Waiting(
                row.uuid(0),
                MessageStatus.of(row.string(1)),
                row.uuid(2),
                row.string(3),
                Purpose.of(row.string(4)),
                row.string(5),
                row.stringOrNull(6),
                language == null ? "en" : language,
                row.strings(8),
                row.stringOrNull(9),
                AttachedJson.read(row.stringOrNull(18)),
                row.uuidOrNull(10),
                sourceType == null || sourceId == null ? null : new MessageSource(sourceType, sourceId),
                row.stringOrNull(14),
                row.instant(13),
                row.bool(15),
                row.bool(16),
                row.bool(17));
    }

    @Override
    public Uni<Slots> takeSlots(TenantId tenant, UUID number, int wanted, Duration ahead) {
        return sql.one(TAKE_SLOTS, tenant.value(), number, wanted, ahead.toMillis() / 1000.0)
                .map(row -> new Slots(
                        row.integer(0), row.integer(0) == wanted ? Duration.ZERO : Duration.ofMillis(row.number(1))));
    }

    @Override
    public Uni<Map<UUID, Duration>> takePairs(
            TenantId tenant, UUID number, Collection<UUID> contacts, Duration interval, int burst) {
        var seconds = interval.toMillis() / 1000.0;
        return sql.all(
                        TAKE_PAIRS,
                        tenant.value(),
                        number,
                        contacts.toArray(UUID[]::new),
                        seconds,
                        seconds * (burst - 1))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.uuid(0), row -> Duration.ofMillis(row.number(1)))));
    }

    @Override
    public Uni<Boolean> switchToFallback(TenantId tenant, UUID message) {
        return sql.update(SWITCH, tenant.value(), message).map(switched -> switched == 1);
    }

    @Override
    public Uni<Set<UUID>> claim(TenantId tenant, Collection<UUID> messages, UUID number, Instant now) {
        return sql.all(
                        CLAIM,
                        tenant.value(),
                        messages.toArray(UUID[]::new),
                        number,
                        Row.at(now),
                        messages.stream().map(message -> Ids.next()).toArray(UUID[]::new))
                .map(rows -> rows.stream().map(row -> row.uuid(0)).collect(Collectors.toSet()));
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
        return sql.one(
                        MOVE,
                        tenant.value(),
                        message,
                        from.wire(),
                        to.wire(),
                        calls,
                        errorCode,
                        errorDetail,
                        Row.at(now))
                .map(row -> row.number(0) == 1);
    }

    @Override
    public Uni<Integer> attempts(TenantId tenant, UUID message) {
        return sql.one("select attempts from messages where tenant_id = $1 and id = $2", tenant.value(), message)
                .map(row -> row.integer(0));
    }
}
