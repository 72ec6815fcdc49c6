package io.tidings.gateway.limits;

import java.util.concurrent.TimeUnit;

/**
 * One bucket, as the time at which it will be full again (GCRA, the leaky bucket as a meter): a single number, no timer.
 * Whoever reads or changes it holds the lock of the tenant.
 */
final class Cell {
    /** Over which a rate is counted, and how much of it may come at once. */
    static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    private static final long MOST_SLACK = TimeUnit.MILLISECONDS.toNanos(1);

    final String name;
    final int perMinute;
    final long step;

    /** Forgives what is rounded away here and in the shared store. */
    final long slack;

    final String policy;

    /** In the store that is shared. */
    final String sharedKey;

    private long fullAt;

    /** @param now the bucket is full at first */
    Cell(String name, String sharedKey, int perMinute, long now) {
        this.name = name;
        this.sharedKey = sharedKey;
        this.perMinute = perMinute;
        this.step = WINDOW / perMinute;
        this.slack = Math.min(step / 2, MOST_SLACK);
        this.policy = "\"" + name + "\";q=" + perMinute + ";w=60";
        this.fullAt = now;
    }

    /** Nanoseconds until it is full. */
    long ahead(long now) {
        return Math.max(0, fullAt - now);
    }

    boolean hasOne(long now) {
        return ahead(now) + step <= WINDOW + slack;
    }

    void learn(long now, long ahead) {
        fullAt = now + ahead;
    }

    void takeOne(long now) {
        fullAt = now + ahead(now) + step;
    }
}
