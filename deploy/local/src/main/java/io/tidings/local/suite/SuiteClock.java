package io.tidings.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The suite's clock: the machine's, moved by an offset that every service reads from one file (an ISO-8601 duration, read
 * again within 200 ms of a change).
 */
public final class SuiteClock {
    private static final Pattern STEPS = Pattern.compile("([+-])((?:\\d{1,6}[wdhms])+)");
    private static final Pattern STEP = Pattern.compile("(\\d+)([wdhms])");

    private final Path file;
    private final Clock machine;

    SuiteClock(Path file, Clock machine) {
        this.file = file;
        this.machine = machine;
    }

    /**
     * Reads {@code +7d}, {@code -90m}, {@code +1w2d12h}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Duration parse(String text) {
        Matcher whole = STEPS.matcher(text.strip());
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "Not a step of time: '" + text + "'; write +7d, -90m or +1d12h (w, d, h, m, s)");
        }
        Duration sum = Duration.ZERO;
        Matcher steps = STEP.matcher(whole.group(2));
        while (steps.find()) {
            long count = Long.parseLong(steps.group(1));
            sum = sum.plus(
                    switch (steps.group(2)) {
                        case "w" -> Duration.ofDays(7 * count);
                        case "d" -> Duration.ofDays(count);
                        case "h" -> Duration.ofHours(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofSeconds(count);
                    });
        }
        return whole.group(1).equals("-") ? sum.negated() : sum;
    }

    public Duration offset() {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (DateTimeParseException _) {
            return Duration.ZERO;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the services take for now. */
    public Instant now() {
        return machine.instant().plus(offset());
    }

    public void move(Duration step) {
        set(offset().plus(step));
    }

    /** Sets the offset itself; zero is the machine's own time. */
    public void set(Duration offset) {
        try {
            // Moved into place: a reader sees the old offset or the new one, never half of it.
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, offset + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
