package io.tidings.contracts.billing;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * An invoice was cancelled; its reminders stop.
 *
 * @param invoiceId the invoice
 * @param invoiceNumber as the customer knows it
 * @param cancelledAt when
 */
public record InvoiceCancelled(UUID invoiceId, String invoiceNumber, Instant cancelledAt) implements Event {

    @Override
    public UUID subject() {
        return invoiceId;
    }
}
