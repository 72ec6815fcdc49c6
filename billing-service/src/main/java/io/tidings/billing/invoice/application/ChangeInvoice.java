package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.contracts.Customer;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Changes an invoice: all of the changes asked for, in their order, or none. */
@ApplicationScoped
public class ChangeInvoice {

    /** One change. */
    public sealed interface Change {
        record Send() implements Change {}

        record Pay(Instant at) implements Change {}

        record Cancel() implements Change {}

        /** Somebody outside says that it is overdue; granted only if the calendar agrees. */
        record ConfirmOverdue() implements Change {}

        record MoveDueDate(LocalDate day) implements Change {}

        record ChangeCustomer(Customer customer) implements Change {}

        record ChangeExternalId(String id) implements Change {}
    }

    /** @param expectVersion refuses the current version when the caller has read another one */
    public record Command(TenantId tenant, UUID invoice, List<Change> changes, LongConsumer expectVersion) {

        /** For callers that have not read it before. */
        public Command(TenantId tenant, UUID invoice, Change change) {
            this(tenant, invoice, List.of(change), current -> {});
        }
    }

    private final TenantTx tx;
    private final TenantZones zones;
    private final Invoices invoices;
    private final InvoiceBook book;
    private final Clock clock;

    ChangeInvoice(TenantTx tx, TenantZones zones, Invoices invoices, InvoiceBook book, Clock clock) {
        this.tx = tx;
        this.zones = zones;
        this.invoices = invoices;
        this.book = book;
        this.clock = clock;
    }

    /** Refuses unknown invoices ({@code invoice.not-found}) and what the {@link Invoice} refuses. */
    public Uni<Invoice> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> zones.of(command.tenant())
                        .chain(zone -> invoices.byId(command.tenant(), command.invoice())
                                .invoke(invoice -> {
                                    command.expectVersion().accept(invoice.version());
                                    var now = clock.instant();
                                    command.changes().forEach(change -> apply(change, invoice, zone, now));
                                })
                                .chain(invoice -> book.settle(invoice, zone))));
    }

    private static void apply(Change change, Invoice invoice, ZoneId zone, Instant now) {
        switch (change) {
            case Change.Send() -> invoice.send(now);
            case Change.Pay(var at) -> invoice.pay(at, now);
            case Change.Cancel() -> invoice.cancel(now);
            case Change.ConfirmOverdue() -> {
                invoice.lookAtTheCalendar(zone, now);
                invoice.requireOverdue();
            }
            case Change.MoveDueDate(var day) -> invoice.moveDueDate(day, zone, now);
            case Change.ChangeCustomer(var customer) -> invoice.changeCustomer(customer, now);
            case Change.ChangeExternalId(var id) -> invoice.changeExternalId(id, now);
        }
    }
}
