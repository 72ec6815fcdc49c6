package io.tidings.commerce.store.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.store.domain.Store;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stores of a tenant. Called inside the tenant's transaction. */
public interface Stores {

    /** Adds a store and makes its id findable for webhooks; refuses a shop connected already ({@code store.exists}). */
    Uni<Void> add(TenantId tenant, Store store);

    Uni<Optional<Store>> find(TenantId tenant, UUID store);

    /** Newest first: stores whose id is below {@code before}, {@code count} of them at most. */
    Uni<List<Store>> page(TenantId tenant, UUID before, int count);
}
