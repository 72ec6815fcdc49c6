package io.tidings.messaging.smssender.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.smssender.application.SmsStops;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlSmsStops implements SmsStops {
    private final Sql sql;

    SqlSmsStops(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Boolean> hasStopped(TenantId tenant, UUID contact) {
        return sql.all("select 1 from sms_stops where tenant_id = $1 and contact_id = $2", tenant.value(), contact)
                .map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Void> stop(TenantId tenant, UUID contact, Instant at) {
        return sql.update("""
                        insert into sms_stops (tenant_id, contact_id, stopped_at) values ($1, $2, $3)
                        on conflict (tenant_id, contact_id) do nothing""", tenant.value(), contact, Row.at(at)).replaceWithVoid();
    }

    @Override
    public Uni<Void> resume(TenantId tenant, UUID contact) {
        return sql.update("delete from sms_stops where tenant_id = $1 and contact_id = $2", tenant.value(), contact)
                .replaceWithVoid();
    }
}
