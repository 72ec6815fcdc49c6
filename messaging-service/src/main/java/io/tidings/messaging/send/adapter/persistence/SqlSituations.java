package io.tidings.messaging.send.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.Situations;
import io.tidings.messaging.send.domain.Circumstances;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.send.domain.QuietHours;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.Sql.Statement;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;

/** One query over what several features keep, for all questions at once: the gate must not cost five looks a message. */
@ApplicationScoped
class SqlSituations implements Situations {
    // Two that count one contact's marketing at once would both find the last place free.
    private static final String LOCK_CAPS = """
            select pg_advisory_xact_lock(hashtextextended($1 || ' cap ' || id, 0))::text
            from unnest($2::text[]) as u(id) order by id""";

    // Somebody without a phone is reached by the numbers that know WhatsApp's id of them alone.
    private static final String REACHES = """
            %1$s.removed_at is null and (c.phone is not null or exists (
                select 1 from contact_bsuids b
                join phone_numbers k on k.tenant_id = b.tenant_id and k.id = b.phone_number
                where b.tenant_id = $1 and b.contact_id = c.id
                  and (k.id = %1$s.id or k.portfolio_id = %1$s.portfolio_id or k.waba_id = %1$s.waba_id)))""";

    // Far from its end a quota needs no lock: no more look at once than it has places left.
    private static final String LOCK_QUOTA = """
            select pg_advisory_xact_lock(hashtextextended(t.tenant_id || ' quota', 0))::text
            from tenant_profiles t where t.tenant_id = $1 and t.messages_per_month is not null
              and t.messages_per_month - 1000 < coalesce((select sum(q.reserved + q.sent) from message_quotas q
                    where q.tenant_id = $1 and q.month = date_trunc('month', $2::timestamptz at time zone 'UTC')), 0)""";

    // The nth newest marketing message that went or is about to go: when there is one in the window, the cap is
    // reached. Holds the contacts against an erasure until the messages are stored.
    private static final String LOOK = """
            with q as (
                select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::boolean[],
                                     $8::text[], $9::text[], $10::uuid[]) with ordinality
                as q(contact, purpose, source_type, source_id, number, bound, template, language, message, ord))
            select coalesce(c.phone, (select min(b.bsuid) from contact_bsuids b
                                      where b.tenant_id = $1 and b.contact_id = c.id), ''), c.time_zone, t.time_zone, coalesce(t.active, true), t.quiet_start, t.quiet_end,
                (select s.decision from consents s
                 where s.tenant_id = $1 and s.contact_id = q.contact and s.purpose = q.purpose
                 order by s.id desc limit 1),
                exists (select 1 from closed_sources x
                        where x.tenant_id = $1 and x.source_type = q.source_type and x.source_id = q.source_id),
                exists (select 1 from unreachable_contacts u
                        where u.tenant_id = $1 and u.contact_id = q.contact and u.times >= 3
                          and u.last_at > $11::timestamptz - interval '30 days'
                          and not exists (select 1 from conversations v where v.tenant_id = $1
                                          and v.contact_id = q.contact and v.last_inbound_at > u.last_at)),
                (select v.window_open_until from conversations v
                 where v.tenant_id = $1 and v.contact_id = q.contact and v.phone_number = coalesce(n.id, q.number)),
                case when q.purpose = 'marketing' then
                    (select m.verdict_at from messages m
                     where m.tenant_id = $1 and m.contact_id = q.contact and m.purpose = 'marketing'
                       and m.direction = 'outbound' and m.verdict_at > $12 and m.id is distinct from q.message
                       and m.status in ('queued', 'sending', 'sent', 'delivered', 'read', 'unknown')
                     order by m.verdict_at desc offset $13 limit 1) end,
                t.messages_per_month - coalesce(quota.used, 0)::bigint,
                exists (select 1 from sending_pauses p where p.tenant_id = $1),
                n.id,
                exists (select 1 from phone_numbers o where o.tenant_id = $1 and (o.id = q.number or not q.bound)
                        and %2$s),
                case when n.messaging_limit is not null
                      and not exists (select 1 from reached_contacts r where r.tenant_id = $1
                                      and r.contact_id = q.contact and r.reached_at > $11::timestamptz - interval '1 day')
                    then (select r.reached_at + interval '1 day' from reached_contacts r
                          where r.tenant_id = $1 and r.reached_at > $11::timestamptz - interval '1 day'
                          order by r.reached_at desc offset n.messaging_limit - 1 limit 1) end,
                h.state, h.paused_until
            from q join contacts c on c.tenant_id = $1 and c.id = any($2) and c.id = q.contact and c.erased_at is null
            left join tenant_profiles t on t.tenant_id = $1
            left join lateral (
                select sum(u.reserved + u.sent) as used from message_quotas u
                where u.tenant_id = $1 and u.month = date_trunc('month', $11::timestamptz at time zone 'UTC')) quota
                on t.messages_per_month is not null
            left join lateral (
                select n.id, k.messaging_limit from phone_numbers n
                left join number_health k on k.tenant_id = $1 and k.phone_number = n.id
                where n.tenant_id = $1 and n.status = 'active' and (n.id = q.number or not q.bound) and %1$s
                order by (n.id = q.number) desc nulls last, n.created_at, n.id limit 1) n on true
            left join template_health h
                on h.tenant_id = $1 and h.template = q.template and h.language = q.language
            order by q.ord for key share of c""".formatted(REACHES.formatted("n"), REACHES.formatted("o"));

    private static final String WRITTEN_TO = """
            select phone_number from conversations where tenant_id = $1 and contact_id = $2
            order by last_inbound_at desc limit 1""";

    private final Sql sql;

    SqlSituations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<Circumstances>> of(
            TenantId tenant, List<Question> questions, int cap, Duration capWindow, Instant now) {
        var statements = new ArrayList<Statement>(3);
        var advertised = questions.stream()
                .filter(question -> question.purpose() == Purpose.MARKETING)
                .map(question -> question.contact().toString())
                .toArray(String[]::new);
        if (advertised.length > 0) {
            statements.add(new Statement(LOCK_CAPS, tenant.toString(), advertised));
        }
        statements.add(new Statement(LOCK_QUOTA, tenant.value(), Row.at(now)));
        statements.add(look(tenant, questions, cap, capWindow, now));
        return sql.pipeline(statements).map(answers -> {
            var rows = answers.getLast();
            if (rows.size() < questions.size()) {
                throw new Contact.NotFound();
            }
            var seen = new ArrayList<Circumstances>(rows.size());
            for (var i = 0; i < rows.size(); i++) {
                seen.add(circumstances(rows.get(i), questions.get(i)));
            }
            return List.copyOf(seen);
        });
    }

    @Override
    public Uni<Optional<UUID>> writtenTo(TenantId tenant, UUID contact) {
        return sql.all(WRITTEN_TO, tenant.value(), contact)
                .map(rows -> rows.stream().findFirst().map(row -> row.uuid(0)));
    }

    private static Statement look(TenantId tenant, List<Question> questions, int cap, Duration capWindow, Instant now) {
        return new Statement(
                LOOK,
                tenant.value(),
                column(questions, UUID[]::new, Question::contact),
                column(questions, String[]::new, question -> question.purpose().wire()),
                column(
                        questions,
                        String[]::new,
                        question -> question.source() == null
                                ? null
                                : question.source().type()),
                column(
                        questions,
                        String[]::new,
                        question -> question.source() == null
                                ? null
                                : question.source().id()),
                column(questions, UUID[]::new, Question::phoneNumber),
                column(questions, Boolean[]::new, Question::isBoundToNumber),
                column(
                        questions,
                        String[]::new,
                        question -> question.template() == null
                                ? null
                                : question.template().name()),
                column(
                        questions,
                        String[]::new,
                        question -> question.template() == null
                                ? null
                                : question.template().language()),
                column(questions, UUID[]::new, Question::message),
                Row.at(now),
                Row.at(now.minus(capWindow)),
                Math.max(0, cap - 1));
    }

    private static <C> Object column(
            List<Question> questions, IntFunction<@Nullable C[]> array, Function<Question, @Nullable C> value) {
        return questions.stream().map(value).toArray(array);
    }

    private static Circumstances circumstances(Row row, Question question) {
        var decision = row.stringOrNull(6);
        var phone = row.string(0);
        return new Circumstances(
                decision == null ? null : Decision.of(decision),
                zones(row, phone, question),
                row.isNull(4) || row.isNull(5)
                        ? null
                        : new QuietHours(LocalTime.parse(row.string(4)), LocalTime.parse(row.string(5))),
                RecipientZones.isInUnitedStates(phone),
                row.bool(3),
                row.bool(7),
                row.bool(8),
                row.instantOrNull(9),
                row.instantOrNull(10),
                row.isNull(11) ? null : row.number(11),
                new Circumstances.Route(
                        row.bool(12),
                        row.uuidOrNull(13),
                        row.bool(14),
                        row.instantOrNull(15),
                        "disabled".equals(row.stringOrNull(16)),
                        row.instantOrNull(17)));
    }

    private static List<ZoneId> zones(Row row, String phone, Question question) {
        if (!row.isNull(1)) {
            return List.of(ZoneId.of(row.string(1)));
        }
        var tenant = row.isNull(2) ? ZoneOffset.UTC : ZoneId.of(row.string(2));
        return question.purpose() == Purpose.MARKETING ? RecipientZones.of(phone, tenant) : List.of(tenant);
    }
}
