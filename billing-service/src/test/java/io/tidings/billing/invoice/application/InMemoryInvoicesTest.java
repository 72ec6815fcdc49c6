package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.function.Function;

class InMemoryInvoicesTest extends InvoicesContract {
    private final Invoices invoices = new InMemoryInvoices();

    @Override
    protected <T> T in(TenantId tenant, Function<Invoices, Uni<T>> work) {
        return work.apply(invoices).await().indefinitely();
    }
}
