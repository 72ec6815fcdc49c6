package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.ChangeInvoice.Change;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceTerms;
import io.tidings.contracts.billing.InvoiceIssued;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Money;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes over an invoice that was issued elsewhere, under the id it has there. */
@ApplicationScoped
public class AcceptIssuedInvoice {

    public record Command(TenantId tenant, InvoiceIssued issued) {}

    private final TenantTx tx;
    private final Invoices invoices;
    private final CreateInvoice create;
    private final ChangeInvoice change;

    AcceptIssuedInvoice(TenantTx tx, Invoices invoices, CreateInvoice create, ChangeInvoice change) {
        this.tx = tx;
        this.invoices = invoices;
        this.create = create;
        this.change = change;
    }

    /**
     * Creates it, or issues the pending one of that id; one that has got further already stays as it is. Refuses a known
     * id with another number or amount ({@code invoice.differs}).
     */
    public Uni<Invoice> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> invoices.find(command.tenant(), command.issued().invoiceId())
                        .chain(found -> found.isPresent()
                                ? meet(command, found.get())
                                : create.handle(creation(command.tenant(), command.issued()))));
    }

    private Uni<Invoice> meet(Command command, Invoice known) {
        if (!known.agreesWith(terms(command.issued()))) {
            throw new Invoice.Differs();
        }
        return switch (known.status()) {
            case PENDING ->
                change.handle(
                        new ChangeInvoice.Command(command.tenant(), known.id().value(), new Change.Send()));
            case SENT, OVERDUE, PAID, CANCELLED -> Uni.createFrom().item(known);
        };
    }

    private static CreateInvoice.Command creation(TenantId tenant, InvoiceIssued issued) {
        return new CreateInvoice.Command(
                tenant,
                issued.invoiceId(),
                issued.invoiceNumber(),
                issued.customer(),
                new Money(issued.amount(), issued.currency()),
                issued.issueDate(),
                issued.dueDate(),
                issued.externalId(),
                List.of(),
                true);
    }

    private static InvoiceTerms terms(InvoiceIssued issued) {
        return new InvoiceTerms(
                issued.invoiceNumber(),
                issued.customer(),
                new Money(issued.amount(), issued.currency()),
                issued.issueDate(),
                issued.dueDate(),
                issued.externalId(),
                List.of());
    }
}
