package io.tidings.billing.reminder.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.billing.reminder.application.PaymentReminders;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.billing.reminder.domain.ReminderId;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class HibernatePaymentReminders implements PaymentReminders, PanacheRepositoryBase<PaymentReminder, ReminderId> {
    private static final String LOCK = """
            select 1 from invoices i
            join payment_reminders r on r.tenant_id = i.tenant_id and r.invoice_id = i.id
            where r.tenant_id = $1 and r.id = $2 for update of i""";
    private static final String BY_ID = "from PaymentReminder r where r.id.tenant = :tenant and r.id.value = :id";
    private static final String OF_INVOICE = """
            from PaymentReminder r where r.id.tenant = :tenant and r.invoice = :invoice order by r.id.value""";

    private final Sql sql;

    HibernatePaymentReminders(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<PaymentReminder>> find(TenantId tenant, UUID id) {
        return sql.all(LOCK, tenant.value(), id)
                .chain(locked -> locked.isEmpty() ? Uni.createFrom().item(Optional.empty()) : load(tenant, id));
    }

    private Uni<Optional<PaymentReminder>> load(TenantId tenant, UUID id) {
        return getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, PaymentReminder.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<List<PaymentReminder>> ofInvoice(TenantId tenant, UUID invoice) {
        return getSession()
                .chain(session -> session.createSelectionQuery(OF_INVOICE, PaymentReminder.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("invoice", invoice)
                        .getResultList());
    }

    @Override
    public Uni<Void> save(TenantId tenant, List<PaymentReminder> added) {
        return getSession().chain(session -> session.persistAll(added.toArray()).chain(session::flush));
    }
}
