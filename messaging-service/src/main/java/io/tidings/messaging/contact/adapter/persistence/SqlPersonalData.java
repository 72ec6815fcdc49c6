package io.tidings.messaging.contact.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.PersonalData;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.InTurn;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** One list over the tables of all features: a column that holds something personal must be in it. */
@ApplicationScoped
class SqlPersonalData implements PersonalData {
    // Whoever is about to send holds the message and wants the contact: the same order here, or each waits for the
    // other.
    private static final String LOCK_WAITING = """
            select count(*) from (
                select 1 from messages
                where tenant_id = $1 and contact_id = $2 and direction = 'outbound' and status in ('queued', 'deferred')
                order by id for update) waiting""";

    // Stronger than the locks of other changes: a message's foreign key waits for it.
    private static final String LOCK = """
            select phone_key from contacts where tenant_id = $1 and id = $2 and erased_at is null for update""";
    private static final String CANCEL = """
            update messages set status = 'cancelled', error_code = $3, version = version + 1, updated_at = $4
            where tenant_id = $1 and contact_id = $2 and direction = 'outbound' and status in ('queued', 'deferred')
            returning id""";
    private static final String CANCELLED = """
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at)
            values ($1, $2, $3, 'cancelled', 'suite', $4, $5)""";

    // The provider's id of a message has the phone in it. Its hash still knows a message that is delivered again.
    private static final String HASHED =
            "'erased:' || encode(sha256(convert_to(m.provider_message_id, 'UTF8')), 'hex')";
    private static final String PROVIDER_IDS = """
            update provider_messages p set provider_message_id = %s
            from messages m
            where m.tenant_id = $1 and m.contact_id = $2
              and p.tenant_id = $1 and p.provider_message_id = m.provider_message_id""".formatted(HASHED);
    private static final String MESSAGES = """
            update messages m set text = null, variables = '[]', content = null, error_detail = null,
                fallback_text = null, fallback_variables = null, fallback_content = null,
                provider_message_id = %s
            where m.tenant_id = $1 and m.contact_id = $2""".formatted(HASHED);
    private static final List<String> FORGET = List.of(
            PROVIDER_IDS,
            MESSAGES,
            "delete from contact_terms where tenant_id = $1 and contact_id = $2",
            "delete from contact_bsuids where tenant_id = $1 and contact_id = $2",
            "delete from pending_questions where tenant_id = $1 and contact_id = $2",
            """
            update leads set phone = null, name = null, note = null, referral = null, version = version + 1
            where tenant_id = $1
              and (contact_id = $2 or phone = (select phone from contacts where tenant_id = $1 and id = $2))""");
    private static final String CONTACT = """
            update contacts set phone = null, phone_key = null, wa_id = null, name = null, time_zone = null, locale = null,
                tags = '{}', attributes = '{}', former_phone = decode($3, 'hex'), erased_at = $4,
                version = version + 1, updated_at = $4
            where tenant_id = $1 and id = $2""";

    private final Sql sql;

    SqlPersonalData(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Locked>> lock(TenantId tenant, UUID contact) {
        return sql.one(LOCK_WAITING, tenant.value(), contact)
                .chain(waiting -> sql.all(LOCK, tenant.value(), contact))
                .map(rows -> rows.stream().findFirst().map(row -> new Locked(row.stringOrNull(0))));
    }

    @Override
    public Uni<Void> cancelWaiting(TenantId tenant, UUID contact, String code, Instant now) {
        return sql.all(CANCEL, tenant.value(), contact, code, Row.at(now))
                .map(rows -> rows.stream().map(row -> row.uuid(0)).toList())
                .chain(ids -> sql.batch(
                        CANCELLED,
                        ids.stream()
                                .map(id -> new Object[] {tenant.value(), Ids.next(), id, code, Row.at(now)})
                                .toList()));
    }

    @Override
    public Uni<Void> erase(TenantId tenant, UUID contact, @Nullable String phoneMark, Instant now) {
        return InTurn.each(FORGET, statement -> sql.update(statement, tenant.value(), contact))
                .chain(() -> sql.update(CONTACT, tenant.value(), contact, phoneMark, Row.at(now)))
                .replaceWithVoid();
    }
}
