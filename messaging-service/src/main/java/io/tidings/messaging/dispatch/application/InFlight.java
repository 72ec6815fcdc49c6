package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jboss.logging.Logger;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A room with few places: who finds it full waits for one who leaves. When it is closed nobody enters any more, and closing
 * waits for those inside.
 */
final class InFlight {
    private static final Logger LOG = Logger.getLogger(InFlight.class);

    private final int places;
    private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
    private final CountDownLatch empty = new CountDownLatch(1);
    private int inside;
    private boolean closed;

    InFlight(int places) {
        this.places = places;
    }

    /** Completes when there is room; fails when the process is stopping. */
    Uni<Void> enter() {
        return Uni.createFrom().emitter(emitter -> {
            boolean mayEnter;
            synchronized (this) {
                if (!closed && inside >= places) {
                    waiting.add(emitter);
                    return;
                }
                mayEnter = !closed;
                inside += mayEnter ? 1 : 0;
            }
            if (mayEnter) {
                emitter.complete(null);
            } else {
                emitter.fail(new IllegalStateException("Stopping"));
            }
        });
    }

    void leave() {
        UniEmitter<? super Void> next;
        synchronized (this) {
            next = closed ? null : waiting.poll();
            inside -= next == null ? 1 : 0;
            if (closed && inside == 0) {
                empty.countDown();
            }
        }
        if (next != null) {
            next.complete(null);
        }
    }

    /** Lets nobody in any more and waits, at most {@code millis}, until nobody is inside. */
    void close(long millis) {
        Queue<UniEmitter<? super Void>> turnedAway;
        synchronized (this) {
            closed = true;
            turnedAway = new ArrayDeque<>(waiting);
            waiting.clear();
            if (inside == 0) {
                empty.countDown();
            }
        }
        turnedAway.forEach(emitter -> emitter.fail(new IllegalStateException("Stopping")));
        try {
            if (!empty.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d messages were still on their way when the process stopped", inside());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized int inside() {
        return inside;
    }
}
