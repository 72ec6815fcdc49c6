package io.tidings.commerce.intake.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.intake.application.Deliveries;
import io.tidings.commerce.intake.domain.Delivery;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.buffer.Buffer;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Deliveries in PostgreSQL. */
@ApplicationScoped
class SqlDeliveries implements Deliveries {
    private static final String KEEP = """
            insert into deliveries (tenant_id, id, store_id, webhook_id, topic, body, status, received_at)
            values ($1, $2, $3, $4, $5, $6, 'waiting', $7)
            on conflict (tenant_id, store_id, webhook_id) do nothing""";
    private static final String WAITING = """
            select store_id, webhook_id, topic, body, received_at from deliveries
            where tenant_id = $1 and id = $2 and status = 'waiting' for update""";
    private static final String APPLIED = """
            update deliveries set status = 'applied', body = null, worked_at = $3
            where tenant_id = $1 and id = $2 and status = 'waiting'""";
    private static final String UNUSABLE = """
            update deliveries set status = 'unusable', reason = $4, worked_at = $3
            where tenant_id = $1 and id = $2 and status = 'waiting'""";

    private final Sql sql;

    SqlDeliveries(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Boolean> keep(TenantId tenant, Delivery d) {
        return sql.update(
                        KEEP,
                        tenant.value(),
                        d.id(),
                        d.store(),
                        d.webhookId(),
                        d.topic(),
                        Buffer.buffer(d.body()),
                        Row.at(d.receivedAt()))
                .map(inserted -> inserted == 1);
    }

    @Override
    public Uni<Optional<Delivery>> waiting(TenantId tenant, UUID id) {
        return sql.all(WAITING, tenant.value(), id)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Delivery(
                                id,
                                row.uuid(0),
                                row.string(1),
                                row.string(2),
                                ((Buffer) Objects.requireNonNull(row.value(3))).getBytes(),
                                row.instant(4))));
    }

    @Override
    public Uni<Void> applied(TenantId tenant, UUID id, Instant now) {
        return sql.update(APPLIED, tenant.value(), id, Row.at(now)).replaceWithVoid();
    }

    @Override
    public Uni<Void> unusable(TenantId tenant, UUID id, String reason, Instant now) {
        return sql.update(UNUSABLE, tenant.value(), id, Row.at(now), reason).replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(TenantId tenant, UUID id) {
        return sql.update("delete from deliveries where tenant_id = $1 and id = $2", tenant.value(), id)
                .replaceWithVoid();
    }
}
