package io.tidings.runtime.work;

import java.time.Duration;

/**
 * How long after the beginning of one piece of work the next begins, so that what comes meanwhile is done together: at
 * least so long, and twice the time the last one took when that is more, up to 250 ms. The busier the process, the more is
 * done at once.
 *
 * @param least 25 ms where somebody waits for the work
 */
record Pacing(Duration least) {
    static final Pacing QUICK = new Pacing(Duration.ofMillis(25));

    private static final Duration MOST = Duration.ofMillis(250);

    /** Both in nanoseconds. */
    long gapAfter(long took) {
        return Math.max(least.toNanos(), Math.min(2 * took, MOST.toNanos()));
    }
}
