package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Optional;
import java.util.UUID;

/** The invoices of all tenants. Inside the tenant's transaction only. */
public interface Invoices {

    /**
     * The invoice, for changing: whoever asks for it next waits until this transaction has ended, so that a payment and a
     * reminder of one invoice happen one after the other.
     */
    Uni<Optional<Invoice>> find(TenantId tenant, UUID id);

    /** As {@link #find}; fails with {@link Invoice.NotFound}. */
    default Uni<Invoice> byId(TenantId tenant, UUID id) {
        return find(tenant, id).map(found -> found.orElseThrow(Invoice.NotFound::new));
    }

    /** Adds a new one; fails with {@link Invoice.NumberTaken}. */
    Uni<Void> add(TenantId tenant, Invoice invoice);

    /** Writes what has changed, so that what follows in this transaction sees it. */
    Uni<Void> save(TenantId tenant, Invoice invoice);
}
