package io.tidings.messaging.conversation.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.Conversations;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Conversations} on PostgreSQL. */
@ApplicationScoped
class SqlConversations implements Conversations {
    private static final String HEARD = """
            insert into conversations (tenant_id, contact_id, phone_number, window_open_until, last_inbound_at)
            values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, contact_id, phone_number) do update
            set window_open_until = greatest(conversations.window_open_until, excluded.window_open_until),
                last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at)""";

    private final Sql sql;

    SqlConversations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> heardFrom(TenantId tenant, UUID contact, UUID number, Instant at) {
        return sql.update(HEARD, tenant.value(), contact, number, Row.at(at.plus(WINDOW)), Row.at(at))
                .replaceWithVoid();
    }
}
