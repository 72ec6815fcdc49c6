package io.tidings.tenant.account.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class HibernateTenants implements Tenants, PanacheRepositoryBase<Tenant, UUID> {
    private final Sql sql;

    HibernateTenants(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Tenant> byId(TenantId tenant) {
        return findById(tenant.value()).onItem().ifNull().failWith(Tenant.NotFound::new);
    }

    @Override
    public Uni<Void> add(TenantId tenant, Tenant added) {
        return sql.update(
                        "insert into tenant_slugs (slug, tenant_id) values ($1, $2) on conflict do nothing",
                        added.slug().value(),
                        tenant.value())
                .invoke(inserted -> {
                    if (inserted == 0) {
                        throw new Slug.Taken();
                    }
                })
                .chain(() -> persistAndFlush(added))
                .replaceWithVoid();
    }
}
