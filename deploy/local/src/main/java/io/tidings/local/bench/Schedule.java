package io.tidings.local.bench;

import java.time.Duration;

/**
 * When each shot of an open loop is meant to be fired, on the clock of {@link System#nanoTime}.
 *
 * @param start when number 0 is due
 * @param perSecond shots a second, evenly spread
 * @param count how many there are
 */
record Schedule(long start, double perSecond, long count) {
    private static final double NANOS = 1e9;

    /** From {@code start} on for {@code length}. */
    static Schedule of(long start, double perSecond, Duration length) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("A rate must be above 0: " + perSecond);
        }
        return new Schedule(start, perSecond, Math.max(1, Math.round(perSecond * length.toNanos() / NANOS)));
    }

    /** When number {@code n} is due. */
    long due(long n) {
        return start + (long) (n * NANOS / perSecond);
    }
}
