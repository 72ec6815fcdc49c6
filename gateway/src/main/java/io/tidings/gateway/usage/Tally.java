package io.tidings.gateway.usage;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A count that many threads raise and one takes away; closed once it is no longer looked at. */
final class Tally {
    private static final long CLOSED = Long.MIN_VALUE / 2;

    final UUID tenant;
    final @Nullable UUID key;
    private final AtomicLong count = new AtomicLong();
    private volatile long lastAt;

    Tally(UUID tenant, @Nullable UUID key) {
        this.tenant = tenant;
        this.key = key;
    }

    /** False when it has been closed: the call is then to be counted in a new one. */
    boolean add(long millis) {
        lastAt = millis;
        return count.incrementAndGet() > 0;
    }

    /** What was counted since it was last asked. */
    long take() {
        return Math.max(0, count.getAndUpdate(n -> n < 0 ? n : 0));
    }

    /** Closes it if nothing was counted. */
    boolean closeIfIdle() {
        return count.compareAndSet(0, CLOSED);
    }

    long lastAt() {
        return lastAt;
    }
}
