package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceId;
import io.tidings.billing.invoice.domain.InvoiceItem;
import io.tidings.billing.invoice.domain.InvoiceTerms;
import io.tidings.contracts.Customer;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Money;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes an invoice and, unless it is to wait, issues it. */
@ApplicationScoped
public class CreateInvoice {

    /**
     * @param number null: the next of the tenant
     * @param issueDate null: today in the tenant's zone
     * @param issue false: leave it pending
     */
    public record Command(
            TenantId tenant,
            UUID id,
            @Nullable String number,
            Customer customer,
            Money amount,
            @Nullable LocalDate issueDate,
            LocalDate dueDate,
            @Nullable String externalId,
            List<InvoiceItem> items,
            boolean issue) {}

    private final TenantTx tx;
    private final TenantZones zones;
    private final InvoiceNumbers numbers;
    private final Invoices invoices;
    private final InvoiceBook book;
    private final Clock clock;

    CreateInvoice(
            TenantTx tx, TenantZones zones, InvoiceNumbers numbers, Invoices invoices, InvoiceBook book, Clock clock) {
        this.tx = tx;
        this.zones = zones;
        this.numbers = numbers;
        this.invoices = invoices;
        this.book = book;
        this.clock = clock;
    }

    /** Refuses what {@link InvoiceTerms} refuses, and a number that is taken ({@code invoice.number-taken}). */
    public Uni<Invoice> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> zones.of(command.tenant())
                        .chain(zone -> number(command).chain(number -> write(command, number, zone))));
    }

    private Uni<String> number(Command command) {
        return command.number() == null
                ? numbers.next(command.tenant())
                : Uni.createFrom().item(command.number());
    }

    private Uni<Invoice> write(Command command, String number, ZoneId zone) {
        var now = clock.instant();
        var issueDate = command.issueDate() == null ? LocalDate.ofInstant(now, zone) : command.issueDate();
        var terms = new InvoiceTerms(
                number,
                command.customer(),
                command.amount(),
                issueDate,
                command.dueDate(),
                command.externalId(),
                command.items());
        var invoice = Invoice.draft(InvoiceId.of(command.tenant(), command.id()), terms, now);
        if (command.issue()) {
            invoice.send(now);
        }
        return invoices.add(command.tenant(), invoice).chain(() -> book.settle(invoice, zone));
    }
}
