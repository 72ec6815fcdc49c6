package io.tidings.messaging.send.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

class QuietHoursTest {
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

    @ParameterizedTest
    @CsvSource({
        // the edges
        "2026-11-22T19:59:59Z, Europe/Madrid,       ",
        "2026-11-22T20:00:00Z, Europe/Madrid,       2026-11-23T07:00:00Z",
        "2026-11-23T06:59:59Z, Europe/Madrid,       2026-11-23T07:00:00Z",
        "2026-11-23T07:00:00Z, Europe/Madrid,       ",
        // the same moment elsewhere
        "2026-11-22T20:00:00Z, America/Mexico_City, ",
        "2026-11-22T20:00:00Z, Asia/Kolkata,        2026-11-23T02:30:00Z",
        // the nights in which the clock jumps
        "2026-03-28T23:30:00Z, Europe/Madrid,       2026-03-29T06:00:00Z",
        "2026-10-24T23:30:00Z, Europe/Madrid,       2026-10-25T07:00:00Z",
        // and the hour that is there twice
        "2026-10-25T00:30:00Z, Europe/Madrid,       2026-10-25T07:00:00Z",
        "2026-10-25T01:30:00Z, Europe/Madrid,       2026-10-25T07:00:00Z"
    })
    void they_end_at_eight_of_the_recipients_morning(Instant now, String zone, Instant end) {
        assertThat(NIGHT.endAfter(now, ZoneId.of(zone)).orElse(null)).isEqualTo(end);
    }

    @Test
    void an_end_that_comes_twice_ends_them_the_second_time_and_not_a_day_later() {
        var hours = new QuietHours(LocalTime.of(21, 0), LocalTime.of(2, 30));
        var madrid = ZoneId.of("Europe/Madrid");
        var end = Instant.parse("2026-10-25T01:30:00Z");
        assertThat(hours.endAfter(Instant.parse("2026-10-25T00:10:00Z"), madrid))
                .contains(end);
        assertThat(hours.endAfter(Instant.parse("2026-10-25T01:10:00Z"), madrid))
                .contains(end);
        assertThat(hours.endAfter(end, madrid)).isEmpty();
    }

    @Test
    void within_one_day_they_need_not_cross_midnight() {
        var siesta = new QuietHours(LocalTime.of(14, 0), LocalTime.of(16, 0));
        var zone = ZoneId.of("UTC");
        assertThat(siesta.endAfter(Instant.parse("2026-11-22T15:00:00Z"), zone))
                .contains(Instant.parse("2026-11-22T16:00:00Z"));
        assertThat(siesta.endAfter(Instant.parse("2026-11-22T23:00:00Z"), zone)).isEmpty();
    }

    @Test
    void the_same_start_and_end_means_none() {
        var none = new QuietHours(LocalTime.of(8, 0), LocalTime.of(8, 0));
        assertThat(none.endAfter(Instant.parse("2026-11-22T08:00:00Z"), ZoneId.of("UTC")))
                .isEmpty();
    }
}
