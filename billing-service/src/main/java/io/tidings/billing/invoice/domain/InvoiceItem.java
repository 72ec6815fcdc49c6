package io.tidings.billing.invoice.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * One line of an invoice.
 *
 * @param description what is charged
 * @param quantity how many, at least 1
 * @param unitAmount minor units each; below zero for a discount
 */
@Embeddable
public record InvoiceItem(
        @Column(name = "description") String description,
        @Column(name = "quantity") int quantity,
        @Column(name = "unit_amount") long unitAmount) {

    long total() {
        return Math.multiplyExact(quantity, unitAmount);
    }
}
