package io.tidings.billing.invoice.domain;

import java.util.Locale;

/** Where an invoice stands. */
public enum InvoiceStatus {
    /** Written but not yet issued: nobody is reminded of it. */
    PENDING,
    /** Issued and not yet paid. */
    SENT,
    /** Issued, not paid, and the due day has ended in the tenant's zone. Never set by hand. */
    OVERDUE,
    PAID,
    CANCELLED;

    /** As the API writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Paid or cancelled: the end. */
    public boolean isSettled() {
        return this == PAID || this == CANCELLED;
    }

    /** Issued and still owed. */
    public boolean isOpen() {
        return this == SENT || this == OVERDUE;
    }
}
