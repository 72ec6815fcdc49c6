package io.tidings.messaging.conversation.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.Conversations;
import io.tidings.messaging.conversation.domain.ConversationStatus;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Conversations} on PostgreSQL. */
@ApplicationScoped
class SqlConversations implements Conversations {
    private static final String HEARD = """
            insert into conversations (tenant_id, contact_id, phone_number, window_open_until, last_inbound_at,
                id, unread, activity)
            values ($1, $2, $3, $4, $5, $6, 1, $7)
            on conflict (tenant_id, contact_id, phone_number) do update
            set window_open_until = greatest(conversations.window_open_until, excluded.window_open_until),
                last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at),
                status = 'open', unread = conversations.unread + 1, activity = excluded.activity,
                version = conversations.version + 1""";
    private static final String PARTIES = """
            select v.contact_id, v.phone_number,
                (select m.provider_message_id from messages m
                 where m.tenant_id = $1 and m.contact_id = v.contact_id and m.phone_number = v.phone_number
                   and m.direction = 'inbound' order by m.id desc limit 1)
            from conversations v where v.tenant_id = $1 and v.id = $2""";
    private static final String READ = """
            update conversations set unread = 0, version = version + 1
            where tenant_id = $1 and id = $2 and unread > 0""";
    private static final String ASSIGN = """
            update conversations set assigned_to = $3, version = version + 1 where tenant_id = $1 and id = $2""";
    private static final String MOVE = """
            update conversations set status = $3, version = version + 1 where tenant_id = $1 and id = $2""";
    private static final String ANSWERED = """
            update conversations set status = 'pending', activity = $3, version = version + 1
            where tenant_id = $1 and id = $2""";

    private final Sql sql;

    SqlConversations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> heardFrom(TenantId tenant, UUID contact, UUID number, UUID message, Instant at) {
        return sql.update(
                        HEARD,
                        tenant.value(),
                        contact,
                        number,
                        Row.at(at.plus(WINDOW)),
                        Row.at(at),
                        Ids.next(),
                        message)
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Parties>> parties(TenantId tenant, UUID conversation) {
        return sql.all(PARTIES, tenant.value(), conversation)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Parties(row.uuid(0), row.uuid(1), row.stringOrNull(2))));
    }

    @Override
    public Uni<Void> read(TenantId tenant, UUID conversation) {
        return sql.update(READ, tenant.value(), conversation).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> assign(TenantId tenant, UUID conversation, @Nullable String member) {
        return sql.update(ASSIGN, tenant.value(), conversation, member).map(changed -> changed == 1);
    }

    @Override
    public Uni<Boolean> move(TenantId tenant, UUID conversation, ConversationStatus status) {
        return sql.update(MOVE, tenant.value(), conversation, status.wire()).map(changed -> changed == 1);
    }

    @Override
    public Uni<Void> answered(TenantId tenant, UUID conversation, UUID message) {
        return sql.update(ANSWERED, tenant.value(), conversation, message).replaceWithVoid();
    }
}
