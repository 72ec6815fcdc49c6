package io.tidings.messaging.dispatch.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.BatchWorker;
import io.tidings.runtime.work.DueWork;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sends what is due in three steps: claim ({@code sending} is committed), call, record. The due row stays leased until the
 * outcome is recorded; a worker that dies in between leaves {@code sending}, which the next claim turns into
 * {@code unknown}. The loop does not wait for the call: the last two steps go on by themselves, so that one slow call holds
 * up nobody. A stopping process begins nothing more and waits for what is on its way.
 */
@ApplicationScoped
public class DispatchMessage implements BatchWorker {
    /** Answers which of the due messages are to be sent now, {@code sending} committed. */
    @FunctionalInterface
    interface Claiming {
        Uni<List<ClaimedMessage>> claim(TenantId tenant, List<DueWork.Item> items);
    }

    /** The kind of due rows that are messages to send; their subject is the message id, their lane the purpose's. */
    static final String KIND = RequestSend.DISPATCH;

    private static final Logger LOG = Logger.getLogger(DispatchMessage.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RECORDING_TAKES_AT_MOST = Duration.ofSeconds(40);

    private static final ProviderError EXPIRED = new ProviderError("otp.expired", -1, null, false);

    private final ClaimMessages claim;
    private final SecretParameters secrets;
    private final MessageSender sender;
    private final MessageSender smsSender;
    private final RecordOutcome record;
    private final DispatchSettings settings;
    private final InFlight inFlight;

    /** Messages this process is sending: what it left itself is not taken for a dead worker's. */
    private final Set<UUID> onTheirWay = ConcurrentHashMap.newKeySet();

    DispatchMessage(
            ClaimMessages claim,
            SecretParameters secrets,
            MessageSender sender,
            @Sms MessageSender smsSender,
            RecordOutcome record,
            DispatchSettings settings,
            MeterRegistry meters) {
        this.claim = claim;
        this.secrets = secrets;
        this.sender = sender;
        this.smsSender = smsSender;
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
        return 256;
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public Uni<Void> work(TenantId tenant, List<DueWork.Item> items) {
        return work(tenant, items, claim::handle);
    }

    /** @param claiming the first step, which differs by channel */
    Uni<Void> work(TenantId tenant, List<DueWork.Item> items, Claiming claiming) {
        var idle = items.stream()
                .filter(item -> !onTheirWay.contains(item.subject()))
                .toList();
        return idle.isEmpty()
                ? Uni.createFrom().voidItem()
                : inFlight.enter(idle.size())
                        .chain(places -> claim(tenant, idle.subList(0, places), claiming)
                                .chain(() -> work(tenant, idle.subList(places, idle.size()), claiming)));
    }

    /** For as many as places were taken; those of messages that do not go now are given back. */
    private Uni<Void> claim(TenantId tenant, List<DueWork.Item> items, Claiming claiming) {
        return OnContext.fresh(() -> claiming.claim(tenant, items))
                .onFailure()
                .invoke(() -> items.forEach(item -> inFlight.leave()))
                .invoke(claimed -> {
                    claimed.forEach(this::goOn);
                    items.stream().skip(claimed.size()).forEach(item -> inFlight.leave());
                })
                .replaceWithVoid();
    }

    private void goOn(ClaimedMessage message) {
        var id = message.message().id();
        onTheirWay.add(id);
        OnContext.fresh(() -> send(message))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.error("The sender failed", failure);
                    return new SendOutcome.Uncertain("dispatch.failure");
                })
                .chain(outcome -> recordUntilKept(message, outcome))
                .onTermination()
                .invoke(() -> {
                    onTheirWay.remove(id);
                    inFlight.leave();
                })
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "Outcome of message %s not recorded", id));
    }

    private Uni<SendOutcome> send(ClaimedMessage message) {
        var provider = message.from() instanceof SendingNumber ? sender : smsSender;
        return message.message().purpose() != Purpose.OTP
                ? provider.send(message.tenant(), message)
                : secrets.reveal(message.tenant(), message)
                        .chain(revealed -> revealed.isPresent()
                                ? provider.send(message.tenant(), revealed.get())
                                : Uni.createFrom().item(new SendOutcome.Rejected(EXPIRED)));
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
