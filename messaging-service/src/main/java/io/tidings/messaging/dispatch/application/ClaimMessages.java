package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Multi;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The first of three steps of sending, one transaction: decides which due messages go out now and commits
 * {@code sending} before anybody calls the provider. Whoever finds {@code sending} here finds what a dead worker left:
 * it becomes {@code unknown} and is not sent again.
 */
@ApplicationScoped
class ClaimMessages {
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

    ClaimMessages(
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

    /** Answers the messages to send now; the due rows of the others are kept or gone accordingly. */
    Uni<List<ClaimedMessage>> handle(TenantId tenant, List<DueWork.Item> items) {
        var ids = items.stream().map(DueWork.Item::subject).toList();
        return tx.run(
                tenant,
                () -> outbound.lock(tenant, ids).chain(found -> {
                    var waiting = found.stream().filter(Waiting::mayGo).toList();
                    var left = found.stream()
                            .filter(message -> message.status() == MessageStatus.SENDING)
                            .toList();
                    var gone = new HashSet<>(ids);
                    Stream.concat(waiting.stream(), left.stream())
                            .map(Waiting::id)
                            .forEach(gone::remove);
                    return nothingMore(tenant, List.copyOf(gone))
                            .chain(() -> inTurn(left, message -> interrupted(tenant, message)))
                            .chain(() -> judged(tenant, waiting))
                            .chain(ready -> claimAll(tenant, ready));
                }));
    }

    private Uni<Void> interrupted(TenantId tenant, Waiting message) {
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
                .chain(() -> nothingMore(tenant, List.of(message.id())));
    }

    /** The messages that may go by number, urgent ones first; the gate is asked again where its verdict is old. */
    private Uni<Map<UUID, List<Waiting>>> judged(TenantId tenant, List<Waiting> waiting) {
        var ready = new LinkedHashMap<UUID, List<Waiting>>();
        var urgentFirst = waiting.stream()
                .sorted(Comparator.<Waiting>comparingInt(
                                message -> message.purpose().lane())
                        .thenComparing(Waiting::createdAt))
                .toList();
        return inTurn(urgentFirst, message -> {
                    var number = message.number();
                    Uni<Optional<UUID>> allowed = number == null || message.needsVerdict(clock.instant())
                            ? askAgain(tenant, message)
                            : Uni.createFrom().item(Optional.of(number));
                    return allowed.invoke(through ->
                                    through.ifPresent(each -> ready.computeIfAbsent(each, none -> new ArrayList<>())
                                            .add(message)))
                            .replaceWithVoid();
                })
                .replaceWith(ready);
    }

    private Uni<Optional<UUID>> askAgain(TenantId tenant, Waiting message) {
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

    private Uni<List<ClaimedMessage>> claimAll(TenantId tenant, Map<UUID, List<Waiting>> byNumber) {
        var claimed = new ArrayList<ClaimedMessage>();
        return inTurn(
                        List.copyOf(byNumber.entrySet()),
                        part -> go(tenant, part.getKey(), part.getValue())
                                .invoke(claimed::addAll)
                                .replaceWithVoid())
                .replaceWith(claimed);
    }

    private Uni<List<ClaimedMessage>> go(TenantId tenant, UUID number, List<Waiting> messages) {
        return numbers.sending(tenant, number)
                .chain(found -> found.isPresent() && found.get().active()
                        ? pace(tenant, messages, found.get())
                        : inTurn(messages, message -> another(tenant, message, number))
                                .replaceWith(List.of()));
    }

    /** The number was paused since the verdict: the gate knows another one, or the reason. */
    private Uni<Void> another(TenantId tenant, Waiting message, UUID paused) {
        return decide(tenant, message)
                .chain(verdict -> verdict instanceof Verdict.Allow allow
                                && !allow.phoneNumber().equals(paused)
                        ? verdicts.keep(tenant, message.id(), allow, clock.instant())
                                .chain(() -> later(tenant, message, clock.instant()))
                        : notNow(tenant, message, verdict));
    }

    private Uni<List<ClaimedMessage>> pace(TenantId tenant, List<Waiting> messages, SendingNumber from) {
        return outbound.takeSlots(tenant, from.id(), messages.size(), settings.slotAhead())
                .chain(slots -> putBack(tenant, messages.subList(slots.taken(), messages.size()), from, slots.next())
                        .chain(() -> claim(tenant, messages.subList(0, slots.taken()), from)));
    }

    private Uni<Void> putBack(TenantId tenant, List<Waiting> messages, SendingNumber from, Duration wait) {
        var now = clock.instant();
        var byLane = new TreeMap<Integer, Map<UUID, Instant>>();
        for (var message : messages) {
            metrics.paced();
            var lane = message.purpose().lane();
            byLane.computeIfAbsent(lane, none -> new LinkedHashMap<>())
                    .put(message.id(), spreading.next(from.id(), lane, now, now.plus(wait), from.messagesPerSecond()));
        }
        return inTurn(
                List.copyOf(byLane.entrySet()),
                part -> due.schedule(tenant, DispatchMessage.KIND, part.getKey(), part.getValue()));
    }

    private Uni<List<ClaimedMessage>> claim(TenantId tenant, List<Waiting> messages, SendingNumber from) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return outbound.claim(tenant, messages.stream().map(Waiting::id).toList(), from.id(), clock.instant())
                .chain(claimed -> {
                    var stopped = messages.stream()
                            .filter(message -> !claimed.contains(message.id()))
                            .toList();
                    return inTurn(stopped, message -> stopped(tenant, message))
                            .replaceWith(() -> messages.stream()
                                    .filter(message -> claimed.contains(message.id()))
                                    .map(message -> new ClaimedMessage(tenant, message, from))
                                    .toList());
                });
    }

    /** Somebody opted out, or the invoice was paid, between the verdict and the last look: the gate says which. */
    private Uni<Void> stopped(TenantId tenant, Waiting message) {
        return decide(tenant, message).chain(verdict -> notNow(tenant, message, verdict));
    }

    /** Cancels all that waits for the same source; the others' due rows go when their turn comes. */
    private Uni<Void> cancelled(TenantId tenant, Waiting message) {
        metrics.reached(MessageStatus.CANCELLED, message.purpose());
        var source = Objects.requireNonNull(message.source());
        return messages.cancelWaiting(tenant, source, SOURCE_CLOSED, clock.instant())
                .chain(() -> nothingMore(tenant, List.of(message.id())));
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
        return outbox.append(tenant, event).chain(() -> nothingMore(tenant, List.of(message.id())));
    }

    private Uni<Void> later(TenantId tenant, Waiting message, Instant when) {
        return due.schedule(
                tenant, DispatchMessage.KIND, message.id(), message.purpose().lane(), when);
    }

    private Uni<Void> nothingMore(TenantId tenant, List<UUID> messages) {
        return due.remove(tenant, DispatchMessage.KIND, messages);
    }

    private static <T> Uni<Void> inTurn(List<T> all, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
