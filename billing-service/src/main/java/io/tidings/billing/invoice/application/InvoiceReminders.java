package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.runtime.tenancy.TenantId;

import java.time.ZoneId;

/** What the reminders of an invoice have to know. Spoken by the invoice, answered by the reminder feature. */
public interface InvoiceReminders {

    /**
     * Brings the invoice's reminders in line with what it has become, in the running transaction: planned once it is
     * issued, moved with its due day, cancelled when it is settled.
     */
    Uni<Void> follow(TenantId tenant, Invoice invoice, ZoneId zone);
}
