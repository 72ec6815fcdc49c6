package io.tidings.gateway.resolution;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The time by which keys expire: the system's, moved by the offset file when there is one. Internal tokens and limits go
 * by the system's time always. The file is read in the background, so that asking for the time never waits.
 */
@Singleton
public class BusinessClock {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Optional<Path> file;
    private volatile long offsetMillis;

    BusinessClock(ResolutionSettings settings) {
        this.file = settings.clockFile();
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        file.ifPresent(path -> vertx.setPeriodic(
                0, LOOK_EVERY_MILLIS, timer -> vertx.executeBlocking(() -> offsetMillis = read(path), false)));
    }

    /** Milliseconds since 1970. */
    public long millis() {
        return System.currentTimeMillis() + offsetMillis;
    }

    private long read(Path path) {
        try {
            return Files.exists(path)
                    ? Duration.parse(Files.readString(path).trim()).toMillis()
                    : 0;
        } catch (IOException | DateTimeParseException e) {
            // Somebody is writing it: the next look will do.
            return offsetMillis;
        }
    }
}
