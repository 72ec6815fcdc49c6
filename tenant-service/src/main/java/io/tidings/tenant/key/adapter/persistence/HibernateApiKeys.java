package io.tidings.tenant.key.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.key.application.ApiKeys;
import io.tidings.tenant.key.domain.ApiKey;
import io.tidings.tenant.key.domain.ApiKeyId;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class HibernateApiKeys implements ApiKeys, PanacheRepositoryBase<ApiKey, ApiKeyId> {
    private final Sql sql;

    HibernateApiKeys(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<ApiKey> byId(TenantId tenant, UUID id) {
        return findById(new ApiKeyId(tenant.value(), id)).onItem().ifNull().failWith(ApiKey.NotFound::new);
    }

    @Override
    public Uni<ApiKey> locked(TenantId tenant, UUID id) {
        return findById(new ApiKeyId(tenant.value(), id), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(ApiKey.NotFound::new);
    }

    @Override
    public Uni<Void> used(TenantId tenant, Map<UUID, Instant> lastUses) {
        // in the order of ids, so that two of these never wait for each other
        return sql.batch(
                """
                update api_keys set last_used_at = $3
                where tenant_id = $1 and id = $2 and (last_used_at is null or last_used_at < $3)""",
                new TreeMap<>(lastUses)
                        .entrySet().stream()
                                .map(use -> new Object[] {tenant.value(), use.getKey(), Row.at(use.getValue())})
                                .toList());
    }

    @Override
    public Uni<Void> add(TenantId tenant, ApiKey key) {
        return persistAndFlush(key).replaceWithVoid();
    }

    @Override
    public Uni<List<ApiKey>> page(TenantId tenant, UUID before, int limit) {
        return find("id.tenant = ?1 and id.value < ?2 order by id.value desc", tenant.value(), before)
                .range(0, limit - 1)
                .list();
    }
}
