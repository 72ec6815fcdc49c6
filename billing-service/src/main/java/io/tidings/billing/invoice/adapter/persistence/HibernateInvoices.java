package io.tidings.billing.invoice.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.Invoices;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceId;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.hibernate.exception.ConstraintViolationException;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class HibernateInvoices implements Invoices, PanacheRepositoryBase<Invoice, InvoiceId> {
    // First the row, then the aggregate: an outer join cannot be locked, and what is read after the lock is current.
    private static final String LOCK = "select 1 from invoices where tenant_id = $1 and id = $2 for update";
    private static final String BY_ID = """
            from Invoice i left join fetch i.items where i.id.tenant = :tenant and i.id.value = :id""";

    private final Sql sql;

    HibernateInvoices(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Invoice>> find(TenantId tenant, UUID id) {
        return sql.all(LOCK, tenant.value(), id)
                .chain(locked -> locked.isEmpty() ? Uni.createFrom().item(Optional.empty()) : load(tenant, id));
    }

    private Uni<Optional<Invoice>> load(TenantId tenant, UUID id) {
        return getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Invoice.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Void> add(TenantId tenant, Invoice invoice) {
        return persistAndFlush(invoice)
                .onFailure(HibernateInvoices::isTakenNumber)
                .transform(taken -> new Invoice.NumberTaken())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> save(TenantId tenant, Invoice invoice) {
        return flush();
    }

    private static boolean isTakenNumber(Throwable failure) {
        return failure instanceof ConstraintViolationException violation
                && "invoices_number".equals(violation.getConstraintName());
    }
}
