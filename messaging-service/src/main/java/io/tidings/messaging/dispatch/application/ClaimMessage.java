package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.application.Verdicts;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.send.application.SendGate;
import io.tidings.messaging.send.domain.Question;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The first of three steps of sending, one transaction: decides whether a due message goes out now and commits
 * {@code sending} before anybody calls the provider. Whoever finds {@code sending} here finds what a dead worker left:
 * it becomes {@code unknown} and is not sent again.
 */
@ApplicationScoped
class ClaimMessage {
    static final String INTERRUPTED = "dispatch.interrupted";
    static final String SOURCE_CLOSED = "source.closed";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final TenantTx tx;
    private final Outbound outbound;
    private final OutboundMessages messages;
    private final SendGate gate;
    private final Verdicts verdicts;
    private final PhoneNumbers numbers;
    private final MessageLog log;
    private final Outbox outbox;
    private final DueWork due;
    private final Clock clock;
    private final DispatchSettings settings;
    private final DispatchMetrics metrics;
    private final Spreading spreading = new Spreading();

    ClaimMessage(
            TenantTx tx,
            Outbound outbound,
            OutboundMessages messages,
            SendGate gate,
            Verdicts verdicts,
            PhoneNumbers numbers,
            MessageLog log,
            Outbox outbox,
            DueWork due,
            Clock clock,
            DispatchSettings settings,
            DispatchMetrics metrics) {
        this.tx = tx;
        this.outbound = outbound;
        this.messages = messages;
        this.gate = gate;
        this.verdicts = verdicts;
        this.numbers = numbers;
        this.log = log;
        this.outbox = outbox;
        this.due = due;
        this.clock = clock;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Answers the message to send now, or empty when nothing is to be sent; its due row is kept or gone accordingly. */
    Uni<Optional<ClaimedMessage>> handle(DueWork.Item item) {
        var tenant = item.tenant();
        return tx.run(
                tenant,
                () -> outbound.lock(tenant, item.subject()).chain(found -> {
                    if (found.isEmpty()) {
                        return nothingMore(tenant, item.subject());
                    }
                    var message = found.get();
                    if (message.status() == MessageStatus.SENDING) {
                        return interrupted(tenant, message);
                    }
                    if (!message.mayGo()) {
                        return nothingMore(tenant, message.id());
                    }
                    var number = message.number();
                    return number == null || message.needsVerdict(clock.instant())
                            ? askAgain(tenant, message)
                            : go(tenant, message, number);
                }));
    }

    private Uni<Optional<ClaimedMessage>> interrupted(TenantId tenant, Waiting message) {
        metrics.reached(MessageStatus.UNKNOWN, message.purpose());
        return outbound.move(
                        tenant,
                        message.id(),
                        MessageStatus.SENDING,
                        MessageStatus.UNKNOWN,
                        1,
                        INTERRUPTED,
                        null,
                        clock.instant())
                .chain(() -> log.append(
                        tenant, message.id(), MessageStatus.UNKNOWN, StatusSource.SUITE, INTERRUPTED, clock.instant()))
                .chain(() -> nothingMore(tenant, message.id()));
    }

    private Uni<Optional<ClaimedMessage>> askAgain(TenantId tenant, Waiting message) {
        return decide(tenant, message)
                .chain(verdict -> verdict instanceof Verdict.Allow allow
                        ? verdicts.keep(tenant, message.id(), allow, clock.instant())
                                .chain(() -> go(tenant, message, allow.phoneNumber()))
                        : notNow(tenant, message, verdict));
    }

    private Uni<Verdict> decide(TenantId tenant, Waiting message) {
        return gate.decide(new Question(
                tenant,
                message.contact(),
                message.purpose(),
                message.template() == null,
                message.number(),
                message.id(),
                message.source()));
    }

    private Uni<Optional<ClaimedMessage>> notNow(TenantId tenant, Waiting message, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow allow -> later(tenant, message, clock.instant().plus(SOON)); // changed again meanwhile
            case Verdict.Defer defer ->
                verdicts.keep(tenant, message.id(), defer, clock.instant())
                        .chain(() -> later(tenant, message, defer.until()));
            case Verdict.Refuse refuse ->
                refuse.code().equals(SOURCE_CLOSED)
                        ? cancelled(tenant, message)
                        : verdicts.keep(tenant, message.id(), refuse, clock.instant())
                                .chain(() -> refused(tenant, message, refuse.code()));
        };
    }

    private Uni<Optional<ClaimedMessage>> go(TenantId tenant, Waiting message, UUID number) {
        return numbers.sending(tenant, number).chain(found -> {
            if (found.isPresent() && found.get().active()) {
                return pace(tenant, message, found.get());
            }
            // paused since the verdict: the gate knows another number, or the reason
            return decide(tenant, message)
                    .chain(verdict -> verdict instanceof Verdict.Allow allow
                                    && !allow.phoneNumber().equals(number)
                            ? verdicts.keep(tenant, message.id(), allow, clock.instant())
                                    .chain(() -> later(tenant, message, clock.instant()))
                            : notNow(tenant, message, verdict));
        });
    }

    private Uni<Optional<ClaimedMessage>> pace(TenantId tenant, Waiting message, SendingNumber from) {
        return outbound.takeSlot(tenant, from.id(), settings.slotAhead()).chain(wait -> {
            if (wait.isZero()) {
                return claim(tenant, message, from);
            }
            metrics.paced();
            var now = clock.instant();
            var next =
                    spreading.next(from.id(), message.purpose().lane(), now, now.plus(wait), from.messagesPerSecond());
            return later(tenant, message, next);
        });
    }

    private Uni<Optional<ClaimedMessage>> claim(TenantId tenant, Waiting message, SendingNumber from) {
        return outbound.claim(tenant, message.id(), from.id(), clock.instant())
                .chain(claimed -> claimed
                        ? Uni.createFrom().item(Optional.of(new ClaimedMessage(tenant, message, from)))
                        : stopped(tenant, message));
    }

    /** Somebody opted out, or the invoice was paid, between the verdict and the last look: the gate says which. */
    private Uni<Optional<ClaimedMessage>> stopped(TenantId tenant, Waiting message) {
        return decide(tenant, message).chain(verdict -> notNow(tenant, message, verdict));
    }

    /** Cancels all that waits for the same source; the others' due rows go when their turn comes. */
    private Uni<Optional<ClaimedMessage>> cancelled(TenantId tenant, Waiting message) {
        metrics.reached(MessageStatus.CANCELLED, message.purpose());
        var source = Objects.requireNonNull(message.source());
        return messages.cancelWaiting(tenant, source, SOURCE_CLOSED, clock.instant())
                .chain(() -> nothingMore(tenant, message.id()));
    }

    private Uni<Optional<ClaimedMessage>> refused(TenantId tenant, Waiting message, String code) {
        metrics.reached(MessageStatus.REFUSED, message.purpose());
        var event = new MessageFailed(
                message.id(),
                message.contact(),
                message.intentKey(),
                message.purpose().wire(),
                code,
                clock.instant());
        return outbox.append(tenant, event).chain(() -> nothingMore(tenant, message.id()));
    }

    private Uni<Optional<ClaimedMessage>> later(TenantId tenant, Waiting message, Instant when) {
        return due.schedule(
                        tenant,
                        DispatchMessage.KIND,
                        message.id(),
                        message.purpose().lane(),
                        when)
                .replaceWith(Optional.empty());
    }

    private Uni<Optional<ClaimedMessage>> nothingMore(TenantId tenant, UUID message) {
        return due.remove(tenant, DispatchMessage.KIND, message).replaceWith(Optional.empty());
    }
}
