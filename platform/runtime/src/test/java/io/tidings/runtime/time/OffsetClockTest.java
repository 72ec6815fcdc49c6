package io.tidings.runtime.time;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

class OffsetClockTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aFile() {
        file = folder.resolve("clock");
    }

    private static void isAhead(OffsetClock clock, Duration offset) {
        assertThat(clock.instant()).isCloseTo(Instant.now().plus(offset), within(5, SECONDS));
    }

    @Test
    void without_a_file_it_is_the_system_clock() {
        isAhead(new OffsetClock(file, Duration.ZERO), Duration.ZERO);
    }

    @Test
    void it_follows_the_file_and_keeps_its_offset_while_the_file_is_unreadable() throws IOException {
        Files.writeString(file, "P7D\n");
        var clock = new OffsetClock(file, Duration.ZERO);
        isAhead(clock, Duration.ofDays(7));
        Files.writeString(file, "-PT3H");
        isAhead(clock, Duration.ofHours(-3));
        Files.writeString(file, "half a wor");
        isAhead(clock, Duration.ofHours(-3));
        Files.delete(file);
        isAhead(clock, Duration.ZERO);
    }

    @Test
    void it_does_not_look_again_before_its_time() throws IOException {
        Files.writeString(file, "P7D");
        var slow = new OffsetClock(file, Duration.ofHours(1));
        var quick = new OffsetClock(file, Duration.ofMillis(50));
        isAhead(slow, Duration.ofDays(7));
        isAhead(quick, Duration.ofDays(7));
        Files.writeString(file, "-PT3H");
        await().untilAsserted(() -> isAhead(quick, Duration.ofHours(-3)));
        isAhead(slow, Duration.ofDays(7));
    }

    @Test
    void it_has_no_zone_because_days_are_the_tenants() {
        var clock = new OffsetClock(file, Duration.ZERO);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThatThrownBy(() -> clock.withZone(ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }
}
