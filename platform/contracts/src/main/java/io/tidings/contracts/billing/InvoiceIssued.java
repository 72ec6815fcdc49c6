package io.tidings.contracts.billing;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An invoice was issued.
 *
 * @param invoiceId the invoice
 * @param invoiceNumber as the customer knows it
 * @param customer who owes
 * @param amount minor units
 * @param currency ISO 4217
 * @param dueDate last day to pay, in the tenant's zone
 * @param issueDate day of issue, in the tenant's zone
 * @param externalId id in the shop's accounting or Stripe; may be unknown
 * @param issuedAt when
 */
public record InvoiceIssued(
        UUID invoiceId,
        String invoiceNumber,
        Customer customer,
        long amount,
        String currency,
        LocalDate dueDate,
        LocalDate issueDate,
        @Nullable String externalId,
        Instant issuedAt)
        implements Event {

    @Override
    public UUID subject() {
        return invoiceId;
    }
}
