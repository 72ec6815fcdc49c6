package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.key.domain.ApiKey;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Lists the API keys of a tenant. */
@ApplicationScoped
public class ListApiKeys {
    private final TenantTx tx;
    private final Tenants tenants;
    private final ApiKeys keys;

    ListApiKeys(TenantTx tx, Tenants tenants, ApiKeys keys) {
        this.tx = tx;
        this.tenants = tenants;
        this.keys = keys;
    }

    public Uni<List<ApiKey>> handle(TenantId tenant, UUID before, int limit) {
        return tx.run(tenant, () -> tenants.byId(tenant).chain(() -> keys.page(tenant, before, limit)));
    }
}
