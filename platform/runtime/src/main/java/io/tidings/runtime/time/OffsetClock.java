package io.tidings.runtime.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The system clock plus an offset read from a file (ISO 8601 duration), so that a whole suite can be moved in time while
 * it runs. The file is looked at every 200 ms at most; without it, this is the system clock. Only for business time:
 * leases and expiries of tokens go by the real clock.
 */
final class OffsetClock extends Clock {
    private static final long LOOK_EVERY_NANOS = 200_000_000;

    private final Path file;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
    private volatile Duration offset = Duration.ZERO;

    OffsetClock(Path file) {
        this.file = file;
    }

    @Override
    public Instant instant() {
        var due = nextLook.get();
        var now = System.nanoTime();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_EVERY_NANOS)) {
            offset = read();
        }
        return Instant.now().plus(offset);
    }

    private Duration read() {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).trim()) : Duration.ZERO;
        } catch (IOException | DateTimeParseException e) {
            return offset; // a file being written: the next look will do
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalArgumentException("Name the zone where a day is counted, not in the clock");
    }
}
