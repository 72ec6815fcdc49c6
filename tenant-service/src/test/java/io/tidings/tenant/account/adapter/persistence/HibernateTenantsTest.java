package io.tidings.tenant.account.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.account.application.TenantsContract;
import io.tidings.testkit.infra.TidingsInfra;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class HibernateTenantsTest extends TenantsContract {
    @Inject
    TenantTx tx;

    @Inject
    Tenants tenants;

    @Override
    protected TenantTx tx() {
        return tx;
    }

    @Override
    protected Tenants tenants() {
        return tenants;
    }
}
