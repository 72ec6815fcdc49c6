package io.tidings.messaging.question.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.question.application.PendingQuestions;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlPendingQuestions implements PendingQuestions {
    /** A talk is under way for as long as its window is open. */
    private static final Duration TALK = Duration.ofHours(24);

    private static final String ASK = """
            insert into pending_questions (tenant_id, contact_id, about, expires_at) values ($1, $2, $3, $4)
            on conflict (tenant_id, contact_id) do update set about = excluded.about, expires_at = excluded.expires_at""";
    // A free reply may ask anything. Confirmations of stop and start words, and help, ask nothing.
    private static final String AWAITED = """
            select exists (select 1 from pending_questions where tenant_id = $1 and contact_id = $2 and expires_at > $3)
                or coalesce((
                    select m.purpose = 'reply' and m.created_at > $4
                       and m.intent_key not like 'optout:%' and m.intent_key not like 'help:%'
                    from messages m
                    where m.tenant_id = $1 and m.contact_id = $2 and m.direction = 'outbound'
                    order by m.id desc limit 1), false)""";
    private static final String ANSWERED = "delete from pending_questions where tenant_id = $1 and contact_id = $2";

    private final Sql sql;

    SqlPendingQuestions(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> ask(TenantId tenant, UUID contact, String about, Instant expiresAt) {
        return sql.update(ASK, tenant.value(), contact, about, Row.at(expiresAt))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isAwaited(TenantId tenant, UUID contact, Instant now) {
        return sql.one(AWAITED, tenant.value(), contact, Row.at(now), Row.at(now.minus(TALK)))
                .map(row -> row.bool(0));
    }

    @Override
    public Uni<Void> answered(TenantId tenant, UUID contact) {
        return sql.update(ANSWERED, tenant.value(), contact).replaceWithVoid();
    }
}
