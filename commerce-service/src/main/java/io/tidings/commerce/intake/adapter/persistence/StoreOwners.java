package io.tidings.commerce.intake.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Whose store an address names, read from the reviewed table of ids before any tenant is known. */
@ApplicationScoped
public class StoreOwners {
    private final QueueTx tx;
    private final Sql sql;

    StoreOwners(QueueTx tx, Sql sql) {
        this.tx = tx;
        this.sql = sql;
    }

    /** The store's tenant; empty when there is no such store. */
    public Uni<Optional<TenantId>> of(UUID store) {
        return tx.run(() -> sql.all("select tenant_id from store_owners where store_id = $1", store))
                .map(rows -> rows.stream().findFirst().map(row -> new TenantId(row.uuid(0))));
    }
}
