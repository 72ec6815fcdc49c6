package io.tidings.runtime.work;

import java.time.Duration;

/**
 * How long after the beginning of one piece of work the next begins, so that what comes meanwhile is done together: 50 ms,
 * and twice the time the last one took when that is more, up to 250 ms. The busier the process, the more is done at once.
 */
final class Pacing {
    private static final long LEAST = Duration.ofMillis(50).toNanos();
    private static final long MOST = Duration.ofMillis(250).toNanos();

    private Pacing() {}

    /** Both in nanoseconds. */
    static long gapAfter(long took) {
        return Math.clamp(2 * took, LEAST, MOST);
    }
}
