package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Lists all tenants, for the operator. */
@ApplicationScoped
public class ListTenants {
    private final AllTenants tenants;

    ListTenants(AllTenants tenants) {
        this.tenants = tenants;
    }

    public Uni<List<AllTenants.Line>> handle(TenantId before, int limit) {
        return tenants.page(before, limit);
    }
}
