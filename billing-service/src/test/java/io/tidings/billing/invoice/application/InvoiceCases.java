package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;

/** The use cases of invoices on fakes. */
public final class InvoiceCases {
    public final InMemoryInvoices invoices = new InMemoryInvoices();
    public final CreateInvoice create;
    public final ChangeInvoice change;
    public final MarkOverdue markOverdue;
    public final AcceptIssuedInvoice accept;

    public InvoiceCases(ZoneId zone, TenantTx tx, InvoiceReminders reminders, DueWork due, Outbox outbox, Clock clock) {
        TenantZones zones = tenant -> Uni.createFrom().item(zone);
        var numbers = new AtomicInteger();
        var book = new InvoiceBook(invoices, reminders, due, outbox, clock);
        create = new CreateInvoice(
                tx,
                zones,
                tenant -> Uni.createFrom().item(() -> "INV-" + numbers.incrementAndGet()),
                invoices,
                book,
                clock);
        change = new ChangeInvoice(tx, zones, invoices, book, clock);
        markOverdue = new MarkOverdue(tx, zones, invoices, book);
        accept = new AcceptIssuedInvoice(tx, invoices, create, change);
    }
}
