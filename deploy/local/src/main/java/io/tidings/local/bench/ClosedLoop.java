package io.tidings.local.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As much as goes through: a number of clients, each of whom asks again as soon as it is answered. Good for throughput
 * only: when the server is slow nobody asks, so the times it gives flatter.
 */
final class ClosedLoop {
    private static final long PATIENCE_SECONDS = 30;

    private final Shot shot;
    private final Tally tally = new Tally();
    private final AtomicLong next = new AtomicLong();
    private final CountDownLatch clients;
    private final long end;

    private ClosedLoop(Shot shot, int clients, long end) {
        this.shot = shot;
        this.clients = new CountDownLatch(clients);
        this.end = end;
    }

    /** Keeps {@code clients} shots under way for {@code length}, and waits at most 30 s for the last answers. */
    static Outcome run(Shot shot, int clients, Duration length) {
        long start = System.nanoTime();
        ClosedLoop loop = new ClosedLoop(shot, clients, start + length.toNanos());
        for (int i = 0; i < clients; i++) {
            loop.ask();
        }
        loop.await();
        return loop.tally.outcome(start);
    }

    /** Runs until it goes no better. */
    static void warmUp(Shot shot, int clients) {
        WarmUp.run(() -> run(shot, clients, WarmUp.SLICE).orThrow().perSecond());
    }

    private void ask() {
        long now = System.nanoTime();
        if (now >= end) {
            clients.countDown();
        } else {
            shot.fire(next.getAndIncrement(), tally.ending(now, this::ask));
        }
    }

    private void await() {
        try {
            long left = end - System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            if (!clients.await(left, TimeUnit.NANOSECONDS)) {
                return; // who was not answered counts as failed
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
