package io.tidings.campaign.campaign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.campaign.campaign.domain.Delay.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;

class DelayTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @ParameterizedTest
    @CsvSource({
        // 10:00 on the eve of summer time, and of winter time
        "2026-03-28T09:00:00Z, 24, HOURS, 2026-03-29T09:00:00Z",
        "2026-03-28T09:00:00Z, 1, DAYS, 2026-03-29T08:00:00Z",
        "2026-03-28T09:00:00Z, 1, WEEKS, 2026-04-04T08:00:00Z",
        "2026-10-24T08:00:00Z, 24, HOURS, 2026-10-25T08:00:00Z",
        "2026-10-24T08:00:00Z, 1, DAYS, 2026-10-25T09:00:00Z",
        "2026-01-31T12:00:00Z, 0, DAYS, 2026-01-31T12:00:00Z"
    })
    void a_day_is_a_calendar_day_and_an_hour_is_an_hour(Instant start, int amount, Unit unit, Instant expected) {
        assertThat(Delay.of(amount, unit).after(start, MADRID)).isEqualTo(expected);
    }

    @Test
    void a_local_time_that_the_clocks_skip_becomes_the_next_that_exists() {
        var halfPastTwo = Instant.parse("2026-03-28T01:30:00Z");

        assertThat(Delay.of(1, Unit.DAYS).after(halfPastTwo, MADRID)).isEqualTo("2026-03-29T01:30:00Z"); // 03:30
    }

    @Test
    void a_local_time_that_comes_twice_is_the_first_of_the_two() {
        var halfPastTwo = Instant.parse("2026-10-24T00:30:00Z");

        assertThat(Delay.of(1, Unit.DAYS).after(halfPastTwo, MADRID)).isEqualTo("2026-10-25T00:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({"-1, HOURS", "8785, HOURS", "367, DAYS", "53, WEEKS", "2147483647, WEEKS"})
    void a_delay_is_not_negative_and_at_most_a_year(int amount, Unit unit) {
        assertThatThrownBy(() -> Delay.of(amount, unit)).isInstanceOf(Delay.OutOfRange.class);
    }
}
