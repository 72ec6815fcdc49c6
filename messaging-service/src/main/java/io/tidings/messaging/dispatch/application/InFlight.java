package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jboss.logging.Logger;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A room with few places: who finds it full waits until a quarter of them is free, so that parties do not fall apart into
 * single guests. When it is closed nobody enters any more, and closing waits for those inside.
 */
final class InFlight {
    private static final Logger LOG = Logger.getLogger(InFlight.class);

    private record Party(int wanted, UniEmitter<? super Integer> emitter) {}

    private final int places;
    private final Queue<Party> waiting = new ArrayDeque<>();
    private final CountDownLatch empty = new CountDownLatch(1);
    private int inside;
    private boolean closed;

    InFlight(int places) {
        this.places = places;
    }

    /** Completes with how many of {@code wanted} may enter when there is room; fails when it is closed. */
    Uni<Integer> enter(int wanted) {
        return Uni.createFrom().emitter(emitter -> {
            int entering;
            synchronized (this) {
                if (!closed && (!waiting.isEmpty() || isTooFullFor(wanted))) {
                    waiting.add(new Party(wanted, emitter));
                    return;
                }
                entering = closed ? 0 : admit(wanted);
            }
            if (entering > 0) {
                emitter.complete(entering);
            } else {
                emitter.fail(new IllegalStateException("Stopping"));
            }
        });
    }

    private boolean isTooFullFor(int wanted) {
        return places - inside < Math.clamp(places / 4, 1, wanted);
    }

    private int admit(int wanted) {
        var entering = Math.min(wanted, places - inside);
        inside += entering;
        return entering;
    }

    void leave() {
        Party next;
        int entering;
        synchronized (this) {
            inside--;
            var first = waiting.peek();
            next = closed || first == null || isTooFullFor(first.wanted()) ? null : waiting.remove();
            entering = next == null ? 0 : admit(next.wanted());
            if (closed && inside == 0) {
                empty.countDown();
            }
        }
        if (next != null) {
            next.emitter().complete(entering);
        }
    }

    /** Lets nobody in any more and waits, at most {@code millis}, until nobody is inside. */
    void close(long millis) {
        Queue<Party> turnedAway;
        synchronized (this) {
            closed = true;
            turnedAway = new ArrayDeque<>(waiting);
            waiting.clear();
            if (inside == 0) {
                empty.countDown();
            }
        }
        turnedAway.forEach(guest -> guest.emitter().fail(new IllegalStateException("Stopping")));
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
