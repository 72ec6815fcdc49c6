package io.tidings.commerce.store.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.store.domain.Store;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Shows stores. */
@ApplicationScoped
public class FindStores {
    private final TenantTx tx;
    private final Stores stores;

    FindStores(TenantTx tx, Stores stores) {
        this.tx = tx;
        this.stores = stores;
    }

    /** See {@link Stores#page}. */
    public Uni<List<Store>> page(TenantId tenant, UUID before, int count) {
        return tx.run(tenant, () -> stores.page(tenant, before, count));
    }
}
