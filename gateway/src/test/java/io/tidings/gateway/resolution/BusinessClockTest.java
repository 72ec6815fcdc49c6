package io.tidings.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class BusinessClockTest {
    private static final long WEEK = Duration.ofDays(7).toMillis();

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void without_a_file_it_is_the_systems_clock() {
        BusinessClock clock = started(Optional.empty());

        long before = System.currentTimeMillis();
        assertThat(clock.millis()).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void it_follows_the_file_while_it_runs() throws IOException {
        Path file = folder.resolve("clock");
        BusinessClock clock = started(Optional.of(file));
        assertThat(offset(clock)).isLessThan(WEEK / 2);

        Files.writeString(file, "P7D\n");
        await().until(() -> offset(clock) > WEEK / 2);
        Files.writeString(file, "half written");
        Files.writeString(file, "PT0S");
        await().until(() -> offset(clock) < WEEK / 2);
    }

    private static long offset(BusinessClock clock) {
        return clock.millis() - System.currentTimeMillis();
    }

    private BusinessClock started(Optional<Path> file) {
        BusinessClock clock = new BusinessClock(new Settings(file));
        clock.onStart(new StartupEvent(), vertx);
        return clock;
    }

    private record Settings(Optional<Path> clockFile) implements ResolutionSettings {
        @Override
        public List<String> baseHosts() {
            return List.of("localhost");
        }

        @Override
        public Optional<String> operatorKeySha256() {
            return Optional.empty();
        }
    }
}
