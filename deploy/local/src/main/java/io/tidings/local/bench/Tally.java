package io.tidings.local.bench;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Counts how shots end and how long each took since it was due. For use by several threads. */
final class Tally {
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong good = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong lastEnd = new AtomicLong(Long.MIN_VALUE);
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();

    /** The ending of a shot that was due at {@code due}; {@code then} runs after it was counted. */
    Shot.Ending ending(long due, Runnable then) {
        begun.incrementAndGet();
        AtomicBoolean open = new AtomicBoolean(true);
        return new Shot.Ending() {
            @Override
            public void good() {
                if (open.compareAndSet(true, false)) {
                    good.incrementAndGet();
                    end(due);
                    then.run();
                }
            }

            @Override
            public void failed(String why) {
                if (open.compareAndSet(true, false)) {
                    firstFailure.compareAndSet(null, why);
                    failed.incrementAndGet();
                    end(due);
                    then.run();
                }
            }
        };
    }

    private void end(long due) {
        long now = System.nanoTime();
        record(now - due);
        lastEnd.accumulateAndGet(now, Math::max);
    }

    private void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1_000, 0, HIGHEST_MICROS));
    }

    /** How many were begun and have not ended. */
    long open() {
        return begun.get() - good.get() - failed.get();
    }

    /**
     * What was counted so far. Shots that have not ended count as failed.
     *
     * @param start when the first was due
     */
    Outcome outcome(long start) {
        long unanswered = open();
        String why = firstFailure.get();
        long end = unanswered > 0 ? System.nanoTime() : Math.max(start, lastEnd.get());
        return new Outcome(
                good.get(),
                failed.get() + unanswered,
                (end - start) / 1e9,
                Latency.of(micros),
                why == null && unanswered > 0 ? "no answer" : why);
    }
}
