package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

/** Gives numbers to invoices that come without one. */
public interface InvoiceNumbers {

    /**
     * The tenant's next number, such as {@code INV-000042}. It is taken when the transaction commits and free again when
     * it does not, so there are no gaps; numbers a shop has used by hand are left out.
     */
    Uni<String> next(TenantId tenant);
}
