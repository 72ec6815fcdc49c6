package io.tidings.billing.reminder.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/**
 * When an invoice's planned reminders are due: at ten in the morning of the tenant's zone, on calendar days. Where a
 * change of the clocks skips that hour it is the moment after the gap; where it comes twice, the first.
 */
public record ReminderCalendar(LocalDate dueDate, ZoneId zone) {
    private static final LocalTime MORNING = LocalTime.of(10, 0);

    /** A calendar day can be this short, on the night the clocks go forward. */
    static final Duration SHORTEST_DAY = Duration.ofHours(23);

    /** The time of each planned kind, earliest first. */
    public Map<ReminderKind, Instant> times() {
        var times = new EnumMap<ReminderKind, Instant>(ReminderKind.class);
        times.put(ReminderKind.DUE, morningAfter(0));
        times.put(ReminderKind.OVERDUE_1DAY, morningAfter(1));
        times.put(ReminderKind.OVERDUE_7DAY, morningAfter(7));
        return times;
    }

    private Instant morningAfter(int days) {
        return dueDate.plusDays(days).atTime(MORNING).atZone(zone).toInstant();
    }
}
