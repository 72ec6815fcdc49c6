package io.tidings.messaging.send.adapter.persistence;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.Situations;
import io.tidings.messaging.send.domain.Circumstances;
import io.tidings.messaging.send.domain.Question;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** One query over what several features keep: the gate is asked once for every message and must not cost five looks. */
@ApplicationScoped
class SqlSituations implements Situations {
    private static final String LOOK = """
            select c.phone, coalesce(c.time_zone, t.time_zone), coalesce(t.active, true),
                (select s.decision from consents s
                 where s.tenant_id = $1 and s.contact_id = $2 and s.purpose = $3 order by s.id desc limit 1),
                exists (select 1 from closed_sources x
                        where x.tenant_id = $1 and x.source_type = $4 and x.source_id = $5),
                (select v.window_open_until from conversations v
                 where v.tenant_id = $1 and v.contact_id = $2 and v.phone_number = $6),
                (select n.id from phone_numbers n
                 where n.tenant_id = $1 and n.status = 'active' and (n.id = $6 or not $7)
                 order by (n.id = $6) desc nulls last, n.created_at, n.id limit 1),
                exists (select 1 from phone_numbers n where n.tenant_id = $1 and (n.id = $6 or not $7))
            from contacts c left join tenant_profiles t on t.tenant_id = $1
            where c.tenant_id = $1 and c.id = $2""";
    // The nth newest that went or is about to go: when there is one within the window, the cap is reached.
    private static final String CAP = """
            select m.verdict_at from messages m
            where m.tenant_id = $1 and m.contact_id = $2 and m.purpose = 'marketing' and m.direction = 'outbound'
              and m.status in ('queued', 'sending', 'sent', 'delivered', 'read', 'unknown')
              and m.verdict_at > $3 and m.id is distinct from $4
            order by m.verdict_at desc offset $5 limit 1""";

    private static final String WRITTEN_TO = """
            select phone_number from conversations where tenant_id = $1 and contact_id = $2
            order by last_inbound_at desc limit 1""";

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final Sql sql;

    SqlSituations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Circumstances> of(TenantId tenant, Question question, int cap, Duration capWindow, Instant now) {
        var source = question.source();
        var seen = sql.all(
                        LOOK,
                        tenant.value(),
                        question.contact(),
                        question.purpose().wire(),
                        source == null ? null : source.type(),
                        source == null ? null : source.id(),
                        question.phoneNumber(),
                        question.isBoundToNumber())
                .map(rows -> rows.stream().findFirst().orElseThrow(Contact.NotFound::new));
        if (question.purpose() != Purpose.MARKETING) {
            return seen.map(row -> circumstances(row, null));
        }
        return seen.chain(row -> sql.all(
                        CAP,
                        tenant.value(),
                        question.contact(),
                        Row.at(now.minus(capWindow)),
                        question.message(),
                        Math.max(0, cap - 1))
                .map(nth ->
                        circumstances(row, nth.isEmpty() ? null : nth.getFirst().instant(0))));
    }

    @Override
    public Uni<Optional<UUID>> writtenTo(TenantId tenant, UUID contact) {
        return sql.all(WRITTEN_TO, tenant.value(), contact)
                .map(rows -> rows.stream().findFirst().map(row -> row.uuid(0)));
    }

    private static Circumstances circumstances(Row row, @Nullable Instant capReachedAt) {
        var decision = row.stringOrNull(3);
        return new Circumstances(
                decision == null ? null : Decision.of(decision),
                row.isNull(1) ? ZoneOffset.UTC : ZoneId.of(row.string(1)),
                isInUnitedStates(row.string(0)),
                row.bool(2),
                row.bool(4),
                row.instantOrNull(5),
                capReachedAt,
                row.uuidOrNull(6),
                row.bool(7));
    }

    private static boolean isInUnitedStates(String phone) {
        if (!phone.startsWith("+1")) {
            return false;
        }
        try {
            return "US".equals(PHONES.getRegionCodeForNumber(PHONES.parse(phone, null)));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
