package io.tidings.billing.reminder.domain;

/** Where a reminder stands. */
public enum ReminderStatus {
    SCHEDULED,
    /** Handed to messaging, which has not said yet what became of it. */
    DUE,
    SENT,
    FAILED,
    CANCELLED
}
