package io.tidings.messaging.message.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.AttachedJson;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.OutboundMessage;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlOutboundMessages implements OutboundMessages {
    // One round trip for the row and its history. The unique intent decides, not a look beforehand: two senders of one
    // intent wait for each other here.
    private static final String ADD = """
            with added as (
                insert into messages (tenant_id, id, direction, contact_id, phone_number, purpose, intent_key,
                    source_type, source_id, template, language, variables, text, status,
                    verdict, verdict_code, verdict_until, verdict_at, created_at, updated_at,
                    fallback_template, fallback_language, fallback_variables, fallback_text, content, in_reply_to,
                    fallback_content)
                values ($1, $2, 'outbound', $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12, $13,
                    $14, $15, $16, $17, $17, $17, $19, $20, $21::text::jsonb, $22, $23::text::jsonb, $24, $25::text::jsonb)
                on conflict (tenant_id, intent_key) do nothing returning id)
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at)
            select $1, $18::uuid, id, $13, 'suite', $15, $17 from added""";
    private static final String CANCEL = """
            update messages set status = 'cancelled', error_code = $4, version = version + 1, updated_at = $5
            where tenant_id = $1 and source_type = $2 and source_id = $3 and status in ('queued', 'deferred')
            returning id""";
    private static final String CANCELLED = """
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at)
            values ($1, $2, $3, 'cancelled', 'suite', $4, $5)""";
    private static final String CANCEL_ONE = """
            with waiting as (
                select id, status from messages
                where tenant_id = $1 and id = $2 and direction = 'outbound' for update),
            cancelled as (
                update messages m set status = 'cancelled', error_code = $3, version = version + 1, updated_at = $4
                from waiting where m.tenant_id = $1 and m.id = waiting.id and waiting.status in ('queued', 'deferred')
                returning m.id),
            noted as (
                insert into message_statuses (tenant_id, id, message_id, status, source, code, at, actor)
                select $1, $5::uuid, id, 'cancelled', 'person', $3, $4, $6 from cancelled)
            select status from waiting""";
    private static final String CLOSE = """
            insert into closed_sources (tenant_id, source_type, source_id, reason, closed_at)
            values ($1, $2, $3, $4, $5) on conflict do nothing""";

    private final Sql sql;
    private final ObjectMapper json;

    SqlOutboundMessages(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    @Override
    public Uni<Boolean> add(TenantId tenant, OutboundMessage message) {
        var verdict = VerdictColumns.of(message.verdict());
        var source = message.source();
        var fallback = message.fallback();
        return sql.update(
                        ADD,
                        tenant.value(),
                        message.id(),
                        message.contact(),
                        verdict.phoneNumber() == null ? message.through() : verdict.phoneNumber(),
                        message.purpose().wire(),
                        message.intentKey(),
                        source == null ? null : source.type(),
                        source == null ? null : source.id(),
                        message.template(),
                        message.language(),
                        json(message.parameters()),
                        message.text(),
                        message.verdict().status().wire(),
                        message.verdict().decision(),
                        verdict.code(),
                        Row.atOrNull(verdict.until()),
                        Row.at(message.createdAt()),
                        Ids.next(),
                        fallback == null ? null : fallback.template(),
                        fallback == null ? null : fallback.language(),
                        fallback == null ? null : json(fallback.parameters()),
                        fallback == null ? null : fallback.text(),
                        AttachedJson.write(message.attached()),
                        message.inReplyTo(),
                        fallback == null ? null : AttachedJson.write(fallback.frame()))
                .map(added -> added == 1);
    }

    @Override
    public Uni<List<UUID>> cancelWaiting(TenantId tenant, MessageSource source, String code, Instant at) {
        return sql.all(CANCEL, tenant.value(), source.type(), source.id(), code, Row.at(at))
                .map(rows -> rows.stream().map(row -> row.uuid(0)).toList())
                .call(ids -> sql.batch(
                        CANCELLED,
                        ids.stream()
                                .map(id -> new Object[] {tenant.value(), Ids.next(), id, code, Row.at(at)})
                                .toList()));
    }

    @Override
    public Uni<Optional<MessageStatus>> cancel(TenantId tenant, UUID message, String code, String actor, Instant at) {
        return sql.all(CANCEL_ONE, tenant.value(), message, code, Row.at(at), Ids.next(), actor)
                .map(rows -> rows.stream().findFirst().map(row -> MessageStatus.of(row.string(0))));
    }

    @Override
    public Uni<Void> close(TenantId tenant, MessageSource source, String reason, Instant at) {
        return sql.update(CLOSE, tenant.value(), source.type(), source.id(), reason, Row.at(at))
                .replaceWithVoid();
    }

    private String json(List<String> parameters) {
        try {
            return json.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list of texts is always JSON", e);
        }
    }
}
