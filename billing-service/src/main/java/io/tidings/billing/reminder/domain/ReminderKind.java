package io.tidings.billing.reminder.domain;

import java.util.Locale;

/** What a reminder is for. */
public enum ReminderKind {
    /** On the due day. */
    DUE,
    /** A calendar day after it. */
    OVERDUE_1DAY,
    /** Seven calendar days after it. */
    OVERDUE_7DAY,
    /** When the shop says. */
    CUSTOM;

    /** As the API and the events write it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isPlanned() {
        return this != CUSTOM;
    }
}
