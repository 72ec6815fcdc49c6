package io.tidings.tenant.key.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.key.application.ApiKeys;
import io.tidings.tenant.key.domain.ApiKey;
import io.tidings.tenant.key.domain.ApiKeyId;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class HibernateApiKeys implements ApiKeys, PanacheRepositoryBase<ApiKey, ApiKeyId> {
    @Override
    public Uni<ApiKey> byId(TenantId tenant, UUID id) {
        return findById(new ApiKeyId(tenant.value(), id)).onItem().ifNull().failWith(ApiKey.NotFound::new);
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
