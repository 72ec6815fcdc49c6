package io.tidings.runtime.work;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.OnContext;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs one pass after the other, never two at once: right after a nudge, else after the rest the last pass asked for
 * (zero: at once), and after a second when a pass has failed. Nudges that come thick and fast share a pass ({@link Pacing}): a
 * first one is never delayed, and under load each pass finds more to do in the same few statements.
 */
public final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("loops").factory());

    private final String name;
    private final Supplier<Uni<Duration>> pass;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean timerSet = new AtomicBoolean();
    private final AtomicBoolean gapSet = new AtomicBoolean();
    private volatile boolean stopped = true;
    private volatile long lastPass;
    private volatile long earliest = System.nanoTime();

    /** @param pass does a piece of work and answers how long to rest before the next look */
    public Loop(String name, Supplier<Uni<Duration>> pass) {
        this.name = name;
        this.pass = pass;
    }

    public void start() {
        stopped = false;
        nudge();
    }

    /** Lets a running pass end and begins no other. */
    public void stop() {
        stopped = true;
    }

    /** Asks for a pass soon; cheap, from any thread. */
    public void nudge() {
        wanted.set(true);
        var early = earliest - System.nanoTime();
        if (early <= 0) {
            begin();
        } else if (gapSet.compareAndSet(false, true)) {
            TIMER.schedule(this::gapOver, early, TimeUnit.NANOSECONDS);
        }
    }

    private void gapOver() {
        gapSet.set(false);
        if (wanted.get()) {
            begin();
        }
    }

    private void begin() {
        if (!stopped && running.compareAndSet(false, true)) {
            wanted.set(false);
            lastPass = System.nanoTime();
            earliest = lastPass + Pacing.QUICK.gapAfter(0);
            OnContext.fresh(pass).subscribe().with(this::rest, this::failed);
        }
    }

    private void failed(Throwable failure) {
        if (!stopped) {
            LOG.warnf("Loop %s: a pass failed, next in %s: %s", name, AFTER_FAILURE, failure);
        }
        rest(AFTER_FAILURE);
    }

    private void rest(Duration rest) {
        earliest = lastPass + Pacing.QUICK.gapAfter(System.nanoTime() - lastPass);
        running.set(false);
        if (rest.isZero()) {
            begin();
        } else if (wanted.get() && !rest.equals(AFTER_FAILURE)) {
            nudge(); // asked for while the pass ran
        } else if (timerSet.compareAndSet(false, true)) {
            TIMER.schedule(this::timerRang, rest.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void timerRang() {
        timerSet.set(false);
        nudge();
    }
}
