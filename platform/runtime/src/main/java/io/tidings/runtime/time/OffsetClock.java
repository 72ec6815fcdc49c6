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
 * it runs. The file is looked at again when the last look is {@code lookEvery} ago: with zero, at every reading. Without
 * the file, this is the system clock. Only for business time: leases and expiries of tokens go by the real clock.
 */
final class OffsetClock extends Clock {
    private final Path file;
    private final long lookEveryNanos;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
    private volatile Duration offset = Duration.ZERO;

    OffsetClock(Path file, Duration lookEvery) {
        this.file = file;
        this.lookEveryNanos = lookEvery.toNanos();
    }

    @Override
    public Instant instant() {
        var due = nextLook.get();
        var now = System.nanoTime();
        if (lookEveryNanos == 0 || (now - due >= 0 && nextLook.compareAndSet(due, now + lookEveryNanos))) {
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
