package io.tidings.tenant.account.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.NoSuchTenant;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class HibernateTenants implements Tenants, PanacheRepositoryBase<Tenant, UUID> {
    private final Sql sql;

    HibernateTenants(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Tenant> byId(TenantId tenant) {
        return findById(tenant.value()).onItem().ifNull().failWith(NoSuchTenant::new);
    }

    @Override
    public Uni<Tenant> locked(TenantId tenant) {
        return findById(tenant.value(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(NoSuchTenant::new);
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

    @Override
    public Uni<Boolean> holdDomain(TenantId tenant, String domain) {
        return sql.update("""
                        insert into tenant_domains (domain, tenant_id) values ($1, $2)
                        on conflict (domain) do update set domain = excluded.domain
                        where tenant_domains.tenant_id = excluded.tenant_id""", domain, tenant.value()).map(held -> held == 1);
    }

    @Override
    public Uni<Void> releaseDomain(TenantId tenant) {
        return sql.update("delete from tenant_domains where tenant_id = $1", tenant.value())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isDomainTaken(TenantId tenant, String domain) {
        return sql.one(
                        "select exists (select 1 from tenant_domains where domain = $1 and tenant_id <> $2)",
                        domain,
                        tenant.value())
                .map(row -> row.bool(0));
    }
}
