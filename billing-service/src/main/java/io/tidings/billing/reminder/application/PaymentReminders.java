package io.tidings.billing.reminder.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The reminders of all invoices. Inside the tenant's transaction only. */
public interface PaymentReminders {

    /** The reminder, for changing: its invoice is locked as by {@code Invoices.find}. */
    Uni<Optional<PaymentReminder>> find(TenantId tenant, UUID id);

    /** All reminders of an invoice the caller has locked, oldest first. */
    Uni<List<PaymentReminder>> ofInvoice(TenantId tenant, UUID invoice);

    /** Adds new ones and writes what has changed on those that were read. */
    Uni<Void> save(TenantId tenant, List<PaymentReminder> added);
}
