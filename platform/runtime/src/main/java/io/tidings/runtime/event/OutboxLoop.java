package io.tidings.runtime.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidings.runtime.tenancy.Nudges;
import io.tidings.runtime.work.Loop;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Keeps {@link OutboxRelay} going: at each commit of this process, and every half second for those of others. */
@Singleton
class OutboxLoop {
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration WHILE_SHARED = Duration.ofMillis(15);

    private final Loop loop;

    OutboxLoop(OutboxRelay relay, Nudges nudges, MeterRegistry meters) {
        loop = new Loop(PgOutbox.LOOP, () -> relay.pass().map(OutboxLoop::rest));
        nudges.listen(PgOutbox.LOOP, loop::nudge);
        Gauge.builder("tidings.outbox.behind", relay::secondsBehind)
                .baseUnit("seconds")
                .description("How long the oldest event that could not be published waits")
                .register(meters);
    }

    private static Duration rest(OutboxRelay.Pass pass) {
        if (pass.published() == OutboxRelay.BATCH) {
            return Duration.ZERO;
        }
        return pass.shared() ? WHILE_SHARED : REST;
    }

    void start(@Observes StartupEvent start) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent end) {
        loop.stop();
    }
}
