package io.tidings.commerce.store.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.commerce.store.application.Stores;
import io.tidings.commerce.store.domain.Store;
import io.tidings.commerce.store.domain.StoreId;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.hibernate.exception.ConstraintViolationException;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Stores in PostgreSQL. */
@ApplicationScoped
class HibernateStores implements Stores, PanacheRepositoryBase<Store, StoreId> {
    private static final String BY_ID = "from Store s where s.id.tenant = :tenant and s.id.value = :id";
    private static final String PAGE =
            "from Store s where s.id.tenant = :tenant and s.id.value < :before order by s.id.value desc";

    private final Sql sql;

    HibernateStores(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> add(TenantId tenant, Store store) {
        return persistAndFlush(store)
                .onFailure(ConstraintViolationException.class)
                .transform(twice -> new Store.AlreadyConnected())
                .chain(() -> sql.update(
                        "insert into store_owners (store_id, tenant_id) values ($1, $2)",
                        store.id().value(),
                        tenant.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Store>> find(TenantId tenant, UUID store) {
        return getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Store.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("id", store)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<List<Store>> page(TenantId tenant, UUID before, int count) {
        return getSession()
                .chain(session -> session.createSelectionQuery(PAGE, Store.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("before", before)
                        .setMaxResults(count)
                        .getResultList());
    }
}
