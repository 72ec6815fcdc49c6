package io.tidings.gateway.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Tells what was counted, twice a second, on a thread of its own. While the broker is away the same batch is tried again
 * and the counts go on in memory: one number for each caller, however long it takes. The end of the process waits for the
 * last batch.
 */
@Singleton
class UsageReport {
    private static final Logger LOG = Logger.getLogger(UsageReport.class);
    private static final Duration LIMIT = Duration.ofSeconds(6);
    private static final int FIRST = 100;

    private final CallMeter meter;
    private final UsageOutlet outlet;
    private final UsageSettings settings;
    private final Counter windows;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile List<Told> open = List.of();
    private @Nullable Thread thread;

    UsageReport(CallMeter meter, UsageOutlet outlet, UsageSettings settings, MeterRegistry registry) {
        this.meter = meter;
        this.outlet = outlet;
        this.settings = settings;
        this.windows = Counter.builder("tidings.gateway.usage.windows")
                .description("Counts of calls and refusals that were told")
                .register(registry);
        Gauge.builder("tidings.gateway.usage.open", this, report -> report.open.size())
                .description("Counts that could not be told yet")
                .register(registry);
    }

    void onStart(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("usage").daemon().start(this::tellUntilStopped);
    }

    /** Before anything else is taken down, so that nothing is counted after the last batch. */
    void onStop(@Observes @Priority(FIRST) ShutdownEvent event) {
        meter.close();
        stopping.countDown();
        try {
            if (thread != null) {
                thread.join(settings.farewell().plusSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellUntilStopped() {
        try {
            while (!stopping.await(settings.flushEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                tell(LIMIT);
            }
            long end = System.nanoTime() + settings.farewell().toNanos();
            do {
                tell(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } while (!open.isEmpty() && System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            outlet.close();
        }
        if (!open.isEmpty()) {
            LOG.errorf("usage.lost windows=%d", open.size());
        }
    }

    private void tell(Duration limit) {
        try {
            List<Told> batch = open.isEmpty() ? meter.take() : open;
            if (!batch.isEmpty()) {
                open = batch;
                open = outlet.publish(batch, limit);
                windows.increment(batch.size() - open.size());
            }
        } catch (RuntimeException e) {
            // Counting must go on whatever the broker's client does; the batch is kept.
            LOG.warnf("usage.interrupted cause=%s", e.getClass().getSimpleName());
        }
    }
}
