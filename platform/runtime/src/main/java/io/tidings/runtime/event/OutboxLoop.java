package io.tidings.runtime.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Nudges;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.work.Loop;
import org.jboss.logging.Logger;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Keeps {@link OutboxRelay} going: at each commit of this process, and every half second for those of others. What was
 * committed right before a stop is told before it, unless Kafka or PostgreSQL is away: then at the next start.
 */
@Singleton
class OutboxLoop {
    private static final Logger LOG = Logger.getLogger(OutboxLoop.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration WHILE_SHARED = Duration.ofMillis(15);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Loop loop;
    private final OutboxRelay relay;

    OutboxLoop(OutboxRelay relay, Nudges nudges, MeterRegistry meters) {
        this.relay = relay;
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

    /** After everything that writes has been told to stop, and before the producer is closed. */
    void stop(@Observes @Priority(KafkaRecordPublisher.CLOSING - 1) ShutdownEvent end) {
        loop.stop();
        try {
            OnContext.fresh(this::untilNothingIsLeft).await().atMost(FAREWELL);
        } catch (RuntimeException failed) {
            LOG.warnf("Events are left for the next start: %s", failed);
        }
    }

    /** Also waits for the pass that the loop may be in, whose shards look like another relay's. */
    private Uni<Void> untilNothingIsLeft() {
        return relay.pass()
                .chain(pass -> pass.published() == 0 && !pass.shared()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(WHILE_SHARED)
                                .chain(() -> OnContext.fresh(this::untilNothingIsLeft)));
    }
}
