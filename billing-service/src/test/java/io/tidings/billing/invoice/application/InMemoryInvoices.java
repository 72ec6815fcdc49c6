package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceId;
import io.tidings.runtime.tenancy.TenantId;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link Invoices} in a map. */
public final class InMemoryInvoices implements Invoices {
    private final Map<InvoiceId, Invoice> all = new LinkedHashMap<>();

    @Override
    public Uni<Optional<Invoice>> find(TenantId tenant, UUID id) {
        return Uni.createFrom().item(() -> Optional.ofNullable(all.get(InvoiceId.of(tenant, id))));
    }

    @Override
    public Uni<Void> add(TenantId tenant, Invoice invoice) {
        return Uni.createFrom().voidItem().invoke(() -> {
            var taken = all.values().stream()
                    .anyMatch(other -> other.id().tenantId().equals(tenant)
                            && other.number().equals(invoice.number()));
            if (taken) {
                throw new Invoice.NumberTaken();
            }
            all.put(invoice.id(), invoice);
        });
    }

    @Override
    public Uni<Void> save(TenantId tenant, Invoice invoice) {
        return Uni.createFrom().voidItem();
    }
}
