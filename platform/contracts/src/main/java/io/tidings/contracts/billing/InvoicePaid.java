package io.tidings.contracts.billing;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * An invoice was paid; its reminders stop.
 *
 * @param invoiceId the invoice
 * @param invoiceNumber as the customer knows it
 * @param paidAt when
 */
public record InvoicePaid(UUID invoiceId, String invoiceNumber, Instant paidAt) implements Event {

    @Override
    public UUID subject() {
        return invoiceId;
    }
}
