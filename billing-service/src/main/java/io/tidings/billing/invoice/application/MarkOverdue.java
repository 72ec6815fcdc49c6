package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks at an invoice when its due day should have ended. By then the tenant may have moved to another zone, so the
 * calendar is asked again; when the day has not ended after all, the look is put off.
 */
@ApplicationScoped
public class MarkOverdue {
    /** Kind of the due work that calls for this. */
    public static final String WORK = "invoice-overdue";

    public record Command(TenantId tenant, UUID invoice) {}

    private final TenantTx tx;
    private final TenantZones zones;
    private final Invoices invoices;
    private final InvoiceBook book;

    MarkOverdue(TenantTx tx, TenantZones zones, Invoices invoices, InvoiceBook book) {
        this.tx = tx;
        this.zones = zones;
        this.invoices = invoices;
        this.book = book;
    }

    /** The invoice as the calendar has it now; safe to ask twice. */
    public Uni<Invoice> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> zones.of(command.tenant())
                        .chain(zone -> invoices.byId(command.tenant(), command.invoice())
                                .chain(invoice -> book.settle(invoice, zone))));
    }
}
