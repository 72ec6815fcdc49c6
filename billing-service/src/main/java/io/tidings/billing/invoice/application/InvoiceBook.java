package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceStatus;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.time.ZoneId;

import jakarta.enterprise.context.ApplicationScoped;

/** What every change of an invoice ends with, whoever caused it. */
@ApplicationScoped
class InvoiceBook {
    private final Invoices invoices;
    private final InvoiceReminders reminders;
    private final DueWork due;
    private final Outbox outbox;
    private final Clock clock;

    InvoiceBook(Invoices invoices, InvoiceReminders reminders, DueWork due, Outbox outbox, Clock clock) {
        this.invoices = invoices;
        this.reminders = reminders;
        this.due = due;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Writes the invoice, its events, the look at the end of its due day and its reminders, in the running transaction. */
    Uni<Invoice> settle(Invoice invoice, ZoneId zone) {
        var tenant = invoice.id().tenantId();
        invoice.lookAtTheCalendar(zone, clock.instant());
        return invoices.save(tenant, invoice)
                .chain(() -> outbox.append(tenant, invoice.pullEvents()))
                .chain(() -> watchDueDay(tenant, invoice, zone))
                .chain(() -> reminders.follow(tenant, invoice, zone))
                .replaceWith(invoice);
    }

    private Uni<Void> watchDueDay(TenantId tenant, Invoice invoice, ZoneId zone) {
        var id = invoice.id().value();
        return invoice.status() == InvoiceStatus.SENT
                ? due.schedule(tenant, MarkOverdue.WORK, id, invoice.overdueAt(zone))
                : due.remove(tenant, MarkOverdue.WORK, id);
    }
}
