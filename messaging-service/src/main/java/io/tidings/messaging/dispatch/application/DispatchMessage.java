package io.tidings.messaging.dispatch.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends what is due in three steps: claim ({@code sending} is committed), call, record. The due row stays leased until the
 * outcome is recorded; a worker that dies in between leaves {@code sending}, which the next claim turns into
 * {@code unknown}. The loop does not wait for the call: the last two steps go on by themselves, so that one slow call holds
 * up nobody. A stopping process begins nothing more and waits for what is on its way.
 */
@ApplicationScoped
public class DispatchMessage implements DueWorker {
    /** The kind of due rows that are messages to send; their subject is the message id, their lane the purpose's. */
    static final String KIND = RequestSend.DISPATCH;

    private static final Logger LOG = Logger.getLogger(DispatchMessage.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RECORDING_TAKES_AT_MOST = Duration.ofSeconds(40);

    /** Claims of one number wait for each other's slot; more of them would only keep connections from everybody else. */
    private static final int CLAIMS_AT_ONCE = 6;

    private final ClaimMessage claim;
    private final MessageSender sender;
    private final RecordOutcome record;
    private final DispatchSettings settings;
    private final InFlight inFlight;
    private final InFlight claiming = new InFlight(CLAIMS_AT_ONCE);

    DispatchMessage(
            ClaimMessage claim,
            MessageSender sender,
            RecordOutcome record,
            DispatchSettings settings,
            MeterRegistry meters) {
        this.claim = claim;
        this.sender = sender;
        this.record = record;
        this.settings = settings;
        this.inFlight = new InFlight(settings.inFlight());
        meters.gauge("tidings.dispatch.in.flight", inFlight, InFlight::inside);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int batch() {
        return 64;
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return inFlight.enter()
                .chain(() -> claiming.enter()
                        .chain(() -> OnContext.fresh(() -> claim.handle(item))
                                .onTermination()
                                .invoke(claiming::leave))
                        .onFailure()
                        .invoke(inFlight::leave)
                        .invoke(this::goOn)
                        .replaceWithVoid());
    }

    private void goOn(Optional<ClaimedMessage> claimed) {
        if (claimed.isEmpty()) {
            inFlight.leave();
            return;
        }
        var message = claimed.get();
        OnContext.fresh(() -> sender.send(message.tenant(), message))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.error("The sender failed", failure);
                    return new SendOutcome.Uncertain("dispatch.failure");
                })
                .chain(outcome -> recordUntilKept(message, outcome))
                .onTermination()
                .invoke(inFlight::leave)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.errorf(
                                failure,
                                "Outcome of message %s not recorded",
                                message.message().id()));
    }

    /** The answer is known only here: it is worth some patience with the database. */
    private Uni<Void> recordUntilKept(ClaimedMessage message, SendOutcome outcome) {
        return Uni.createFrom()
                .deferred(() -> OnContext.fresh(() -> record.handle(message, outcome)))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(2))
                .expireIn(RECORDING_TAKES_AT_MOST.toMillis());
    }

    void stop(@Observes ShutdownEvent end) {
        inFlight.close(settings.drain().toMillis());
    }
}
