package io.tidings.messaging.intake.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.intake.application.InboundMessages;
import io.tidings.messaging.intake.domain.InboundMessage;
import io.tidings.messaging.message.application.AttachedJson;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link InboundMessages} on PostgreSQL. */
@ApplicationScoped
class SqlInboundMessages implements InboundMessages {
    private static final String BY_PROVIDER_ID = """
            select m.id, m.intent_key
            from provider_messages p join messages m on m.tenant_id = p.tenant_id and m.id = p.message_id
            where p.tenant_id = $1 and p.provider_message_id = $2""";
    // Of an erased person the id's hash alone is kept.
    private static final String EXISTS = """
            select 1 from provider_messages where tenant_id = $1
              and provider_message_id in ($2, 'erased:' || encode(sha256(convert_to($2, 'UTF8')), 'hex')) limit 1""";
    private static final String NAME = """
            with named as (
                insert into provider_messages (tenant_id, provider_message_id, message_id)
                values ($1, $6, $2) on conflict do nothing returning provider_message_id)
            """;
    private static final String ADD = NAME + """
            insert into messages (tenant_id, id, direction, contact_id, phone_number, purpose, text, status,
                                  provider_message_id, in_reply_to, created_at, updated_at, content, source_type, source_id)
            select $1, $2, 'inbound', $3, $4, 'reply', $5, 'received', named.provider_message_id, $7, $8, $8,
                   $9::text::jsonb, a.source_type, a.source_id
            from named left join messages a on a.tenant_id = $1 and a.id = $7""";

    private static final String ADD_SMS = NAME + """
            insert into messages (tenant_id, id, direction, channel, sms_sender, contact_id, purpose, text, status,
                                  provider_message_id, created_at, updated_at)
            select $1, $2, 'inbound', 'sms', $3, $4, 'reply', $5, 'received', named.provider_message_id, $7, $7
            from named""";

    private final Sql sql;

    SqlInboundMessages(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Boolean> exists(TenantId tenant, String providerMessageId) {
        return sql.all(EXISTS, tenant.value(), providerMessageId).map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Optional<Answered>> byProviderId(TenantId tenant, String providerMessageId) {
        return sql.all(BY_PROVIDER_ID, tenant.value(), providerMessageId)
                .map(rows -> rows.stream().findFirst().map(row -> new Answered(row.uuid(0), row.stringOrNull(1))));
    }

    @Override
    public Uni<Boolean> add(
            TenantId tenant,
            UUID id,
            UUID contact,
            UUID number,
            @Nullable UUID inReplyTo,
            InboundMessage message,
            Instant now) {
        return sql.update(
                        ADD,
                        tenant.value(),
                        id,
                        contact,
                        number,
                        message.text(),
                        message.providerMessageId(),
                        inReplyTo,
                        Row.at(now),
                        AttachedJson.write(message.media()))
                .map(added -> added == 1);
    }

    @Override
    public Uni<Boolean> addSms(
            TenantId tenant, UUID id, UUID contact, UUID sender, String sid, @Nullable String text, Instant now) {
        return sql.update(ADD_SMS, tenant.value(), id, sender, contact, text, sid, Row.at(now))
                .map(added -> added == 1);
    }
}
