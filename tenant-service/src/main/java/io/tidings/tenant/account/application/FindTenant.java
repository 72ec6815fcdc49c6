package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.account.domain.Tenant;

import jakarta.enterprise.context.ApplicationScoped;

/** Reads one tenant. */
@ApplicationScoped
public class FindTenant {
    private final TenantTx tx;
    private final Tenants tenants;

    FindTenant(TenantTx tx, Tenants tenants) {
        this.tx = tx;
        this.tenants = tenants;
    }

    public Uni<Tenant> handle(TenantId tenant) {
        return tx.run(tenant, () -> tenants.byId(tenant));
    }
}
