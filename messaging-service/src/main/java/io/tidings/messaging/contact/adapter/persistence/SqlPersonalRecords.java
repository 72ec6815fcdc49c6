package io.tidings.messaging.contact.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.PersonalRecords;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** What an erasure takes away ({@link SqlPersonalData}) is shown here before. */
@ApplicationScoped
class SqlPersonalRecords implements PersonalRecords {
    private static final String CONTACT = """
            select jsonb_build_object(
                'id', c.id, 'phone', c.phone, 'wa_id', c.wa_id, 'name', c.name, 'time_zone', c.time_zone,
                'locale', c.locale, 'tags', to_jsonb(c.tags), 'attributes', c.attributes, 'created_at', c.created_at,
                'updated_at', c.updated_at,
                'whatsapp_ids', coalesce((
                    select jsonb_agg(jsonb_build_object('bsuid', b.bsuid, 'parent_bsuid', b.parent_bsuid,
                        'phone_number_id', b.phone_number, 'seen_at', b.seen_at))
                    from contact_bsuids b where b.tenant_id = c.tenant_id and b.contact_id = c.id), '[]'),
                'unsubscribed', (
                    select jsonb_build_object('scope', u.scope, 'source', u.source, 'since', u.since)
                    from unsubscribers u where u.tenant_id = c.tenant_id and u.contact_id = c.id),
                'pending_question', (
                    select jsonb_build_object('about', q.about, 'expires_at', q.expires_at)
                    from pending_questions q where q.tenant_id = c.tenant_id and q.contact_id = c.id),
                'unreachable', (
                    select jsonb_build_object('times', r.times, 'last_at', r.last_at)
                    from unreachable_contacts r where r.tenant_id = c.tenant_id and r.contact_id = c.id))::text
            from contacts c where c.tenant_id = $1 and c.id = $2 and c.erased_at is null""";

    private static final String CONSENTS = """
            select id, jsonb_build_object('id', id, 'purpose', purpose, 'decision', decision, 'source', source,
                'wording', wording, 'actor', actor, 'evidence', evidence, 'recorded_at', recorded_at)::text
            from consents where tenant_id = $1 and contact_id = $2 and id < $3 order by id desc limit $4""";

    private static final String LEADS = """
            select id, jsonb_build_object('id', id, 'phone', phone, 'name', name, 'source', source, 'referral', referral,
                'status', status, 'note', note, 'created_at', created_at, 'updated_at', updated_at)::text
            from leads
            where tenant_id = $1 and id < $3
              and (contact_id = $2 or phone = (select phone from contacts where tenant_id = $1 and id = $2))
            order by id desc limit $4""";

    private static final String CONVERSATIONS = """
            select id, jsonb_build_object('id', id, 'phone_number_id', phone_number, 'status', status,
                'last_inbound_at', last_inbound_at, 'window_open_until', window_open_until)::text
            from conversations where tenant_id = $1 and contact_id = $2 and id < $3 order by id desc limit $4""";

    private static final String MESSAGES = """
            select m.id, jsonb_build_object('id', m.id, 'direction', m.direction, 'purpose', m.purpose,
                'template', m.template, 'language', m.language, 'text', m.text, 'variables', m.variables,
                'content', m.content, 'in_reply_to', m.in_reply_to, 'status', m.status, 'verdict', m.verdict,
                'verdict_code', m.verdict_code, 'error_code', m.error_code,
                'provider_message_id', m.provider_message_id, 'created_at', m.created_at,
                'statuses', (
                    select coalesce(jsonb_agg(jsonb_build_object('status', s.status, 'code', s.code, 'at', s.at)
                        order by s.id), '[]')
                    from message_statuses s where s.tenant_id = m.tenant_id and s.message_id = m.id))::text
            from messages m where m.tenant_id = $1 and m.contact_id = $2 and m.id < $3 order by m.id desc limit $4""";

    private static final String ONE_TIME_CODES = """
            select id, jsonb_build_object('id', id, 'purpose', purpose, 'attempts', attempts, 'created_at', created_at,
                'expires_at', expires_at, 'verified_at', consumed_at)::text
            from otp_codes
            where tenant_id = $1 and phone = (select phone from contacts where tenant_id = $1 and id = $2) and id < $3
            order by id desc limit $4""";

    private final Sql sql;

    SqlPersonalRecords(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<String>> contact(TenantId tenant, UUID contact) {
        return sql.all(CONTACT, tenant.value(), contact)
                .map(rows -> rows.stream().findFirst().map(row -> row.string(0)));
    }

    @Override
    public Uni<List<Entry>> below(TenantId tenant, UUID contact, Kind kind, UUID position, int limit) {
        var query = switch (kind) {
            case CONSENT -> CONSENTS;
            case LEAD -> LEADS;
            case CONVERSATION -> CONVERSATIONS;
            case MESSAGE -> MESSAGES;
            case ONE_TIME_CODE -> ONE_TIME_CODES;
        };
        return sql.all(query, tenant.value(), contact, position, limit)
                .map(rows -> rows.stream()
                        .map(row -> new Entry(row.uuid(0), row.string(1)))
                        .toList());
    }
}
