package io.tidings.gateway.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Stops asking a service that does not answer. It opens when too many of the last calls failed; from then on one call in
 * each pause is let through as a probe, and the first that succeeds closes it. Lock-free: every request passes here.
 */
final class CircuitBreaker {
    /** Calls it remembers. */
    static final int WINDOW = 20;

    private static final long CLOSED = Long.MAX_VALUE;
    private static final long MASK = (1L << WINDOW) - 1;

    private final int threshold;
    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final long origin;

    /** One bit for each remembered call, 1 for a failure. */
    private final AtomicLong outcomes = new AtomicLong();

    /** When the next probe may go, in nanoseconds since {@link #origin}; {@link #CLOSED} while all may. */
    private final AtomicLong probeAt = new AtomicLong(CLOSED);

    /** @param threshold failures among the last {@value #WINDOW} calls that open it */
    CircuitBreaker(int threshold, Duration pause, LongSupplier nanoTime) {
        this.threshold = threshold;
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /** Whether a call may go now. Each call that may is followed by one of the three outcomes below. */
    boolean tryPass() {
        long at = probeAt.get();
        if (at == CLOSED) {
            return true;
        }
        long now = now();
        // The next probe is due a pause later even if this one never comes back.
        return now >= at && probeAt.compareAndSet(at, now + pauseNanos);
    }

    void succeeded() {
        if (probeAt.get() != CLOSED) {
            outcomes.set(0);
            probeAt.set(CLOSED);
        } else if (outcomes.get() != 0) {
            outcomes.updateAndGet(bits -> bits << 1 & MASK);
        }
    }

    void failed() {
        long bits = outcomes.updateAndGet(before -> (before << 1 | 1) & MASK);
        if (probeAt.get() != CLOSED || Long.bitCount(bits) >= threshold) {
            probeAt.set(now() + pauseNanos);
        }
    }

    /** The call ended for a reason that says nothing about the service, such as a client that hung up. */
    void abandoned() {
        probeAt.updateAndGet(at -> at == CLOSED ? CLOSED : now());
    }

    boolean isOpen() {
        return probeAt.get() != CLOSED;
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }
}
