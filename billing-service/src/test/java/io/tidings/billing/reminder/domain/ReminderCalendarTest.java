package io.tidings.billing.reminder.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

class ReminderCalendarTest {
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "2026-11-20, Europe/Madrid, 2026-11-20T09:00:00Z, 2026-11-21T09:00:00Z, 2026-11-27T09:00:00Z",
        // summer time begins on 29 March and ends on 25 October: ten o'clock stays ten o'clock
        "2026-03-28, Europe/Madrid, 2026-03-28T09:00:00Z, 2026-03-29T08:00:00Z, 2026-04-04T08:00:00Z",
        "2026-10-24, Europe/Madrid, 2026-10-24T08:00:00Z, 2026-10-25T09:00:00Z, 2026-10-31T09:00:00Z",
        // month ends
        "2026-01-31, UTC, 2026-01-31T10:00:00Z, 2026-02-01T10:00:00Z, 2026-02-07T10:00:00Z",
        "2028-02-28, UTC, 2028-02-28T10:00:00Z, 2028-02-29T10:00:00Z, 2028-03-06T10:00:00Z",
        "2026-12-31, Pacific/Auckland, 2026-12-30T21:00:00Z, 2026-12-31T21:00:00Z, 2027-01-06T21:00:00Z",
        "2026-11-20, America/Los_Angeles, 2026-11-20T18:00:00Z, 2026-11-21T18:00:00Z, 2026-11-27T18:00:00Z"
    })
    void reminders_are_due_at_ten_in_the_tenants_morning(
            LocalDate due, String zone, Instant onDay, Instant dayAfter, Instant weekAfter) {
        assertThat(new ReminderCalendar(due, ZoneId.of(zone)).times().values())
                .containsExactly(onDay, dayAfter, weekAfter);
    }
}
