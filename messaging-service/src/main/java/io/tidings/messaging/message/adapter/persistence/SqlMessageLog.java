package io.tidings.messaging.message.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlMessageLog implements MessageLog {
    private static final String APPEND = """
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at, actor)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private final Sql sql;

    SqlMessageLog(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> append(
            TenantId tenant,
            UUID message,
            MessageStatus status,
            StatusSource source,
            @Nullable String code,
            Instant at) {
        return append(tenant, message, status, source, code, at, null);
    }

    @Override
    public Uni<Void> appendBy(
            TenantId tenant, UUID message, MessageStatus status, String actor, String code, Instant at) {
        return append(tenant, message, status, StatusSource.PERSON, code, at, actor);
    }

    private Uni<Void> append(
            TenantId tenant,
            UUID message,
            MessageStatus status,
            StatusSource source,
            @Nullable String code,
            Instant at,
            @Nullable String actor) {
        return sql.update(
                        APPEND,
                        tenant.value(),
                        Ids.next(),
                        message,
                        status.wire(),
                        source.wire(),
                        code,
                        Row.at(at),
                        actor)
                .replaceWithVoid();
    }
}
