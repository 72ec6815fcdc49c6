package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The first of three steps of sending, one transaction: decides which due messages go out now and commits
 * {@code sending} before anybody calls the provider. Whoever finds {@code sending} here finds what a dead worker left:
 * it becomes {@code unknown} and is not sent again.
 */
@ApplicationScoped
class ClaimMessages {
    private final TenantTx tx;
    private final Outbound outbound;
    private final LastVerdict verdict;
    private final PacePairs pairs;
    private final PhoneNumbers numbers;
    private final LeaveUnknown leaveUnknown;
    private final DueWork due;
    private final Clock clock;
    private final DispatchSettings settings;
    private final DispatchMetrics metrics;
    private final Spreading spreading = new Spreading();

    ClaimMessages(
            TenantTx tx,
            Outbound outbound,
            LastVerdict verdict,
            PacePairs pairs,
            PhoneNumbers numbers,
            LeaveUnknown leaveUnknown,
            DueWork due,
            Clock clock,
            DispatchSettings settings,
            DispatchMetrics metrics) {
        this.tx = tx;
        this.outbound = outbound;
        this.verdict = verdict;
        this.pairs = pairs;
        this.numbers = numbers;
        this.leaveUnknown = leaveUnknown;
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
                    var gone = new HashSet<>(ids);
                    waiting.forEach(message -> gone.remove(message.id()));
                    return due.remove(tenant, DispatchMessage.KIND, gone)
                            .chain(() -> leaveUnknown.handle(tenant, found))
                            .chain(() -> judged(tenant, waiting))
                            .chain(ready -> claimAll(tenant, ready));
                }));
    }

    /** The messages that may go by number, urgent ones first; the gate is asked again where its verdict is old. */
    private Uni<Map<UUID, List<Waiting>>> judged(TenantId tenant, List<Waiting> waiting) {
        var ready = new LinkedHashMap<UUID, List<Waiting>>();
        var urgentFirst = waiting.stream()
                .sorted(Comparator.<Waiting>comparingInt(
                                message -> message.purpose().lane())
                        .thenComparing(Waiting::createdAt))
                .toList();
        var now = clock.instant();
        var old = urgentFirst.stream()
                .filter(message -> message.number() == null || message.needsVerdict(now))
                .toList();
        return verdict.again(tenant, old).map(allowed -> {
            var asked = new HashSet<>(old);
            for (var message : urgentFirst) {
                var number = asked.contains(message) ? allowed.get(message.id()) : message.number();
                if (number != null) {
                    ready.computeIfAbsent(number, none -> new ArrayList<>()).add(message);
                }
            }
            return ready;
        });
    }

    private Uni<List<ClaimedMessage>> claimAll(TenantId tenant, Map<UUID, List<Waiting>> byNumber) {
        var claimed = new ArrayList<ClaimedMessage>();
        return InTurn.each(
                        byNumber.entrySet(),
                        part -> go(tenant, part.getKey(), part.getValue())
                                .invoke(claimed::addAll)
                                .replaceWithVoid())
                .replaceWith(claimed);
    }

    private Uni<List<ClaimedMessage>> go(TenantId tenant, UUID number, List<Waiting> messages) {
        return numbers.sending(tenant, number)
                .chain(found -> found.isPresent() && found.get().active()
                        ? pace(tenant, messages, found.get())
                        : InTurn.each(messages, message -> verdict.onPausedNumber(tenant, message, number))
                                .replaceWith(List.of()));
    }

    private Uni<List<ClaimedMessage>> pace(TenantId tenant, List<Waiting> messages, SendingNumber from) {
        return outbound.takeSlots(tenant, from.id(), messages.size(), settings.slotAhead())
                .chain(slots -> putBack(tenant, messages.subList(slots.taken(), messages.size()), from, slots.next())
                        .chain(() -> pairs.handle(tenant, from.id(), messages.subList(0, slots.taken())))
                        .chain(going -> claim(tenant, going, from)));
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
        return InTurn.each(
                byLane.entrySet(), part -> due.schedule(tenant, DispatchMessage.KIND, part.getKey(), part.getValue()));
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
                    return InTurn.each(stopped, message -> verdict.onStopped(tenant, message))
                            .replaceWith(() -> messages.stream()
                                    .filter(message -> claimed.contains(message.id()))
                                    .map(message -> new ClaimedMessage(tenant, message, from))
                                    .toList());
                });
    }
}
