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
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Asks the Send Gate once more for a message whose turn has come, and does what it says. In the running transaction. */
@ApplicationScoped
class LastVerdict {
    static final String SOURCE_CLOSED = "source.closed";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SendGate gate;
    private final Verdicts verdicts;
    private final OutboundMessages messages;
    private final Outbox outbox;
    private final DueWork due;
    private final Clock clock;
    private final DispatchMetrics metrics;

    LastVerdict(
            SendGate gate,
            Verdicts verdicts,
            OutboundMessages messages,
            Outbox outbox,
            DueWork due,
            Clock clock,
            DispatchMetrics metrics) {
        this.gate = gate;
        this.verdicts = verdicts;
        this.messages = messages;
        this.outbox = outbox;
        this.due = due;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Asks again for a message whose verdict is old: the number it may go through, or empty when it does not go now. */
    Uni<Optional<UUID>> again(TenantId tenant, Waiting message) {
        return decide(tenant, message)
                .chain(verdict -> verdict instanceof Verdict.Allow allow
                        ? verdicts.keep(tenant, message.id(), allow, clock.instant())
                                .replaceWith(Optional.of(allow.phoneNumber()))
                        : notNow(tenant, message, verdict).replaceWith(Optional.empty()));
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

    private Uni<Void> notNow(TenantId tenant, Waiting message, Verdict verdict) {
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
