package io.tidings.contracts.billing;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A reminder of an unpaid invoice should go out now. Its subject is the invoice, so that it never overtakes the payment.
 *
 * @param reminderId the reminder
 * @param invoiceId the invoice
 * @param invoiceNumber as the customer knows it
 * @param customer who owes
 * @param amount minor units
 * @param currency ISO 4217
 * @param dueDate last day to pay, in the tenant's zone
 * @param reminderType due, overdue_1day, overdue_7day or custom
 * @param dueAt when it was due to go out
 */
public record PaymentReminderDue(
        UUID reminderId,
        UUID invoiceId,
        String invoiceNumber,
        Customer customer,
        long amount,
        String currency,
        LocalDate dueDate,
        String reminderType,
        Instant dueAt)
        implements Event {

    @Override
    public UUID subject() {
        return invoiceId;
    }
}
