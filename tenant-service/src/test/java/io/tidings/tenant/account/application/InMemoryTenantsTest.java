package io.tidings.tenant.account.application;

import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.fake.ImmediateTx;

class InMemoryTenantsTest extends TenantsContract {
    private final Tenants tenants = new InMemoryTenants();

    @Override
    protected TenantTx tx() {
        return new ImmediateTx();
    }

    @Override
    protected Tenants tenants() {
        return tenants;
    }
}
