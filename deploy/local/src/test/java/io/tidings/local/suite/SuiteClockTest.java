package io.tidings.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

class SuiteClockTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"+7d,P7D", "-90m,PT-90M", "+1w2d12h,P9DT12H", "+30s,PT30S", "' +1h ',PT1H", "+0d,PT0S"})
    void a_step_is_read(String text, Duration step) {
        assertThat(SuiteClock.parse(text)).isEqualTo(step);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7d", "+d", "+7", "+7y", "+1d-2h", "tomorrow", "+99999999999d"})
    void what_is_no_step_is_refused_with_examples(String text) {
        assertThatThrownBy(() -> SuiteClock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("+7d");
    }

    @Test
    void steps_add_up_and_reset_goes_back() {
        Instant machine = Instant.parse("2026-11-22T12:00:00Z");
        SuiteClock clock = new SuiteClock(folder.resolve("clock"), Clock.fixed(machine, ZoneOffset.UTC));
        assertThat(clock.now()).isEqualTo(machine);
        clock.move(Duration.ofDays(7));
        clock.move(Duration.ofHours(-1));
        assertThat(clock.now()).isEqualTo(Instant.parse("2026-11-29T11:00:00Z"));
        clock.set(Duration.ZERO);
        assertThat(clock.now()).isEqualTo(machine);
    }

    @Test
    void the_file_holds_a_duration_the_services_can_read() throws Exception {
        Path file = folder.resolve("clock");
        new SuiteClock(file, Clock.systemUTC()).move(Duration.ofDays(1));
        assertThat(Duration.parse(Files.readString(file).strip())).isEqualTo(Duration.ofDays(1));
    }
}
