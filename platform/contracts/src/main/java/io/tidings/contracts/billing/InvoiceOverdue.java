package io.tidings.contracts.billing;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The due day of an unpaid invoice has ended in the tenant's zone.
 *
 * @param invoiceId the invoice
 * @param invoiceNumber as the customer knows it
 * @param customer who owes
 * @param amount minor units
 * @param currency ISO 4217
 * @param dueDate last day to pay, in the tenant's zone
 * @param overdueAt the end of that day
 */
public record InvoiceOverdue(
        UUID invoiceId,
        String invoiceNumber,
        Customer customer,
        long amount,
        String currency,
        LocalDate dueDate,
        Instant overdueAt)
        implements Event {

    @Override
    public UUID subject() {
        return invoiceId;
    }
}
