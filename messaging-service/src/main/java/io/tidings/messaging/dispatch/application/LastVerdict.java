package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.application.Verdicts;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.application.SendGate;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.send.domain.Question.TemplateName;
import io.tidings.messaging.send.domain.SendRules;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

/** Asks the Send Gate once more for a message whose turn has come, and does what it says. In the running transaction. */
@ApplicationScoped
class LastVerdict {
    static final String SOURCE_CLOSED = "source.closed";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SendGate gate;
    private final Verdicts verdicts;
    private final Outbound outbound;
    private final OutboundMessages messages;
    private final Outbox outbox;
    private final DueWork due;
    private final Clock clock;
    private final DispatchMetrics metrics;

    LastVerdict(
            SendGate gate,
            Verdicts verdicts,
            Outbound outbound,
            OutboundMessages messages,
            Outbox outbox,
            DueWork due,
            Clock clock,
            DispatchMetrics metrics) {
        this.gate = gate;
        this.verdicts = verdicts;
        this.outbound = outbound;
        this.messages = messages;
        this.outbox = outbox;
        this.due = due;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Asks again for messages whose verdict is old: the numbers of those that may go now. */
    Uni<Map<UUID, UUID>> again(TenantId tenant, List<Waiting> messages) {
        var through = new HashMap<UUID, UUID>();
        return InTurn.each(
                        PacePairs.rounds(messages),
                        round -> gate.decide(
                                        tenant,
                                        round.stream()
                                                .map(message -> question(tenant, message))
                                                .toList())
                                .chain(decided -> InTurn.each(
                                        IntStream.range(0, round.size()).boxed().toList(),
                                        i -> follow(tenant, round.get(i), decided.get(i), through))))
                .replaceWith(through);
    }

    private Uni<Void> follow(TenantId tenant, Waiting message, Verdict verdict, Map<UUID, UUID> through) {
        if (!(verdict instanceof Verdict.Allow(var number))) {
            return notNow(tenant, message, verdict);
        }
        through.put(message.id(), number);
        // the claim that follows writes the rest
        return message.status() == MessageStatus.QUEUED && number.equals(message.number())
                ? Uni.createFrom().voidItem()
                : verdicts.keep(tenant, message.id(), verdict, clock.instant());
    }

    private Uni<Verdict> decide(TenantId tenant, Waiting message) {
        return gate.decide(question(tenant, message));
    }

    private static Question question(TenantId tenant, Waiting message) {
        return new Question(
                tenant,
                message.contact(),
                message.purpose(),
                message.template() == null ? null : new TemplateName(message.template(), message.language()),
                message.number(),
                message.id(),
                message.createdAt(),
                message.holdsQuota(),
                message.source());
    }

    private Uni<Void> notNow(TenantId tenant, Waiting message, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow allow -> later(tenant, message, clock.instant().plus(SOON)); // changed again meanwhile
            case Verdict.Defer defer ->
                verdicts.keep(tenant, message.id(), defer, clock.instant())
                        .chain(() -> later(tenant, message, defer.until()));
            case Verdict.Refuse(var code) when code.equals(SOURCE_CLOSED) -> cancelled(tenant, message);
            case Verdict.Refuse(var code)
            when code.equals(SendRules.WINDOW_CLOSED) && message.hasFallback() ->
                outbound.switchToFallback(tenant, message.id()).chain(() -> later(tenant, message, clock.instant()));
            case Verdict.Refuse refuse ->
                verdicts.keep(tenant, message.id(), refuse, clock.instant())
                        .chain(() -> refused(tenant, message, refuse.code()));
        };
    }

    /** The number was paused since the verdict: the gate knows another one, or the reason. */
    Uni<Void> onPausedNumber(TenantId tenant, Waiting message, UUID paused) {
        return decide(tenant, message)
                .chain(verdict -> verdict instanceof Verdict.Allow allow
                                && !allow.phoneNumber().equals(paused)
                        ? verdicts.keep(tenant, message.id(), allow, clock.instant())
                                .chain(() -> later(tenant, message, clock.instant()))
                        : notNow(tenant, message, verdict));
    }

    /** Somebody opted out, or the invoice was paid, between the verdict and the last look: the gate says which. */
    Uni<Void> onStopped(TenantId tenant, Waiting message) {
        return decide(tenant, message).chain(verdict -> notNow(tenant, message, verdict));
    }

    /** Cancels all that waits for the same source; the others' due rows go when their turn comes. */
    private Uni<Void> cancelled(TenantId tenant, Waiting message) {
        metrics.reached(MessageStatus.CANCELLED, message.purpose());
        var source = Objects.requireNonNull(message.source());
        return messages.cancelWaiting(tenant, source, SOURCE_CLOSED, clock.instant())
                .chain(() -> done(tenant, message));
    }

    private Uni<Void> refused(TenantId tenant, Waiting message, String code) {
        metrics.reached(MessageStatus.REFUSED, message.purpose());
        var event = new MessageFailed(
                message.id(),
                message.contact(),
                message.intentKey(),
                message.purpose().wire(),
                code,
                clock.instant());
        return outbox.append(tenant, event).chain(() -> done(tenant, message));
    }

    private Uni<Void> later(TenantId tenant, Waiting message, Instant when) {
        return due.schedule(
                tenant, DispatchMessage.KIND, message.id(), message.purpose().lane(), when);
    }

    private Uni<Void> done(TenantId tenant, Waiting message) {
        return due.remove(tenant, DispatchMessage.KIND, message.id());
    }
}
