package io.tidings.simulator.clock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The suite's notion of now: the machine's clock plus the offset in the clock file, an ISO-8601 duration such as
 * {@code P7D}. No file means no offset. The file is looked at no more than every 200 ms; content that is no duration
 * is reported once and leaves the last good offset in force.
 *
 * <p>Only what is said to the outside (timestamps, the 24 h window) follows this clock. Delays and retries do not: they
 * are measured on the machine's monotonic clock.
 */
public final class SimulatedClock implements InstantSource {

    private static final Logger LOG = Logger.getLogger(SimulatedClock.class.getName());
    private static final long CHECK_EVERY_NANOS = Duration.ofMillis(200).toNanos();

    private final InstantSource machine;
    private final @Nullable Path file;

    private Duration offset = Duration.ZERO;
    private @Nullable FileTime seen;
    private long nextCheck = System.nanoTime();

    public SimulatedClock(InstantSource machine, @Nullable Path file) {
        this.machine = machine;
        this.file = file;
    }

    @Override
    public synchronized Instant instant() {
        if (file != null && System.nanoTime() - nextCheck >= 0) {
            nextCheck = System.nanoTime() + CHECK_EVERY_NANOS;
            look(file);
        }
        return machine.instant().plus(offset);
    }

    private void look(Path path) {
        try {
            var modified = Files.getLastModifiedTime(path);
            if (modified.equals(seen)) {
                return;
            }
            var text = Files.readString(path).strip();
            seen = modified;
            offset = text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        } catch (NoSuchFileException none) {
            seen = null;
            offset = Duration.ZERO;
        } catch (DateTimeParseException | ArithmeticException e) {
            LOG.log(Level.WARNING, "The clock file holds no ISO-8601 duration; the offset stays {0}", offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
