package io.tidings.local.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a run of shots came to.
 *
 * @param good answered as they should be
 * @param failed answered wrongly or not at all
 * @param seconds from the first shot to the last answer
 * @param latency from when each was due to its answer, failures included
 * @param firstFailure what the first failure was, if any
 */
record Outcome(
        long good,
        long failed,
        double seconds,
        Latency latency,
        @Nullable String firstFailure) {
    /** @throws IllegalStateException when nothing was answered as it should be, with the first failure */
    Outcome orThrow() {
        if (good == 0) {
            throw new IllegalStateException("Nothing was answered as it should be: " + firstFailure);
        }
        return this;
    }

    double perSecond() {
        return seconds > 0 ? good / seconds : 0;
    }
}
