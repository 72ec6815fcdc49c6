package io.tidings.local.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Fires at a fixed rate whatever the answers do, as customers would. A shot's time is counted from when it was due, not
 * from when it could be fired, so that a stall is felt by everybody who would have come during it: without that, a
 * server that freezes for a second shows one slow answer ("coordinated omission", Gil Tene).
 */
final class OpenLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private OpenLoop() {}

    /** Fires all of the schedule in this thread, and waits at most 30 s more for the answers. */
    static Outcome run(Shot shot, Schedule schedule) {
        return run(shot, schedule, PATIENCE);
    }

    static Outcome run(Shot shot, Schedule schedule, Duration patience) {
        Tally tally = new Tally();
        for (long n = 0; n < schedule.count(); n++) {
            long due = schedule.due(n);
            waitUntil(due);
            shot.fire(n, tally.ending(due, () -> {}));
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (tally.open() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return tally.outcome(schedule.start());
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
