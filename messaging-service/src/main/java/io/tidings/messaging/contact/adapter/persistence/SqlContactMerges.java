package io.tidings.messaging.contact.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.ContactMerges;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.InTurn;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** One list over the tables of all features that name a contact. */
@ApplicationScoped
class SqlContactMerges implements ContactMerges {
    private static final String LOCK =
            "select 1 from contacts where tenant_id = $1 and id in ($2, $3) order by id for update";
    // A talk both have had on one number goes on in the one that stays.
    private static final List<String> MOVE = List.of(
            "update messages set contact_id = $3 where tenant_id = $1 and contact_id = $2",
            """
            update conversations c set window_open_until = greatest(c.window_open_until, o.window_open_until),
                last_inbound_at = greatest(c.last_inbound_at, o.last_inbound_at)
            from conversations o
            where c.tenant_id = $1 and c.contact_id = $3
              and o.tenant_id = $1 and o.contact_id = $2 and o.phone_number = c.phone_number""",
            """
            update conversations o set contact_id = $3
            where o.tenant_id = $1 and o.contact_id = $2
              and not exists (select 1 from conversations c where c.tenant_id = $1 and c.contact_id = $3
                                and c.phone_number = o.phone_number)""",
            """
            update leads l set status = 'lost', note = coalesce(l.note || ' ', '') || '(merged)'
            where l.tenant_id = $1 and l.contact_id = $2 and l.status in ('new', 'qualified')
              and exists (select 1 from leads k where k.tenant_id = $1 and k.contact_id = $3
                            and k.status in ('new', 'qualified'))""",
            "update leads set contact_id = $3 where tenant_id = $1 and contact_id = $2",
            "update contact_bsuids set contact_id = $3 where tenant_id = $1 and contact_id = $2",
            """
            insert into sms_stops (tenant_id, contact_id, stopped_at)
            select $1, $3, stopped_at from sms_stops where tenant_id = $1 and contact_id = $2
            on conflict (tenant_id, contact_id) do nothing""");
    private static final String EMPTY_TERMS = "delete from contact_terms where tenant_id = $1 and contact_id = $2";
    private static final String EMPTY_QUESTIONS =
            "delete from pending_questions where tenant_id = $1 and contact_id = $2";
    private static final String EMPTY = """
            update contacts set phone = null, phone_key = null, wa_id = null, name = null, time_zone = null, locale = null,
                tags = '{}', attributes = '{}', erased_at = $3, version = version + 1, updated_at = $3
            where tenant_id = $1 and id = $2""";

    private final Sql sql;

    SqlContactMerges(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> lock(TenantId tenant, UUID one, UUID other) {
        return sql.all(LOCK, tenant.value(), one, other).replaceWithVoid();
    }

    @Override
    public Uni<Void> move(TenantId tenant, UUID from, UUID into, Instant now) {
        return InTurn.each(MOVE, statement -> sql.update(statement, tenant.value(), from, into))
                .chain(() -> sql.update(EMPTY_TERMS, tenant.value(), from))
                .chain(() -> sql.update(EMPTY_QUESTIONS, tenant.value(), from))
                .chain(() -> sql.update(EMPTY, tenant.value(), from, Row.at(now)))
                .replaceWithVoid();
    }
}
