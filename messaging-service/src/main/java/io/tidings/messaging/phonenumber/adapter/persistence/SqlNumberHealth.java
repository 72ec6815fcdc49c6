package io.tidings.messaging.phonenumber.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.NumberHealth;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlNumberHealth implements NumberHealth {
    private static final String KEEP = """
            insert into number_health as h (tenant_id, phone_number, quality, messaging_limit, event, updated_at)
            select $1, n.id, $4, $6, $7, $8 from phone_numbers n
            where n.tenant_id = $1 and n.waba_id = $2
              and ($3::text is null or regexp_replace(n.display_phone, '[^0-9]', '', 'g') = $3)
            on conflict (tenant_id, phone_number) do update
            set quality = coalesce(excluded.quality, h.quality),
                messaging_limit = case when $5 then excluded.messaging_limit else h.messaging_limit end,
                event = coalesce(excluded.event, h.event), updated_at = excluded.updated_at""";
    private static final String PAUSE = """
            update phone_numbers set status = 'paused', status_reason = $3, version = version + 1
            where tenant_id = $1 and waba_id = $2 and status = 'active'""";
    private static final String RESUME = """
            update phone_numbers set status = 'active', status_reason = null, version = version + 1
            where tenant_id = $1 and waba_id = $2 and status = 'paused' and status_reason like 'account.%'""";

    private final Sql sql;

    SqlNumberHealth(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> keep(
            TenantId tenant, String wabaId, @Nullable String phone, @Nullable String event, News news, Instant now) {
        return sql.update(
                        KEEP,
                        tenant.value(),
                        wabaId,
                        phone,
                        news.quality(),
                        news.limit() != null,
                        news.limit() == null ? null : news.limit().people(),
                        event,
                        Row.at(now))
                .chain(() -> stand(tenant, wabaId, news.standing()));
    }

    private Uni<Void> stand(TenantId tenant, String wabaId, @Nullable String standing) {
        if (standing == null) {
            return Uni.createFrom().voidItem();
        }
        return (standing.isEmpty()
                        ? sql.update(RESUME, tenant.value(), wabaId)
                        : sql.update(PAUSE, tenant.value(), wabaId, standing))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Known>> all(TenantId tenant) {
        return sql.all("""
                        select phone_number, quality, messaging_limit, event, updated_at from number_health
                        where tenant_id = $1 order by phone_number""", tenant.value())
                .map(rows -> rows.stream()
                        .map(row -> new Known(
                                row.uuid(0),
                                row.stringOrNull(1),
                                row.isNull(2) ? null : row.integer(2),
                                row.stringOrNull(3),
                                row.instant(4)))
                        .toList());
    }
}
