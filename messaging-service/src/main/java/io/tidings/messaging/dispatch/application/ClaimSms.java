package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.application.Verdicts;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The first step of sending text messages, one transaction, as {@link ClaimMessages} is of those on WhatsApp. There is no
 * pace to keep: Twilio queues what is faster than the number and answers 20429 when it does not want to.
 */
@ApplicationScoped
class ClaimSms {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final TenantTx tx;
    private final Outbound outbound;
    private final SmsMessages messages;
    private final SmsSenders senders;
    private final JudgeSms judge;
    private final Verdicts verdicts;
    private final LeaveUnknown leaveUnknown;
    private final Outbox outbox;
    private final DueWork due;
    private final Clock clock;
    private final DispatchMetrics metrics;

    ClaimSms(
            TenantTx tx,
            Outbound outbound,
            SmsMessages messages,
            SmsSenders senders,
            JudgeSms judge,
            Verdicts verdicts,
            LeaveUnknown leaveUnknown,
            Outbox outbox,
            DueWork due,
            Clock clock,
            DispatchMetrics metrics) {
        this.tx = tx;
        this.outbound = outbound;
        this.messages = messages;
        this.senders = senders;
        this.judge = judge;
        this.verdicts = verdicts;
        this.leaveUnknown = leaveUnknown;
        this.outbox = outbox;
        this.due = due;
        this.clock = clock;
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
                    return due.remove(tenant, DispatchSms.KIND, gone)
                            .chain(() -> leaveUnknown.handle(tenant, found))
                            .chain(() -> senders.current(tenant))
                            .chain(sender -> claim(tenant, waiting, sender));
                }));
    }

    private Uni<List<ClaimedMessage>> claim(TenantId tenant, List<Waiting> waiting, Optional<SmsSender> sender) {
        var active = sender.filter(SmsSender::isActive).map(found -> found.id().value());
        if (waiting.isEmpty() || active.isEmpty()) {
            return InTurn.each(waiting, message -> stopped(tenant, message, sender))
                    .replaceWith(List.of());
        }
        var now = clock.instant();
        var ids = waiting.stream().map(Waiting::id).toList();
        return messages.claim(tenant, ids, active.get(), now)
                .chain(claimed -> InTurn.each(
                                waiting.stream()
                                        .filter(message -> !claimed.contains(message.id()))
                                        .toList(),
                                message -> stopped(tenant, message, sender))
                        .chain(() -> senders.sending(tenant, active.get()))
                        .map(from -> waiting.stream()
                                .filter(message -> claimed.contains(message.id()))
                                .map(message -> new ClaimedMessage(tenant, message, from.orElseThrow()))
                                .toList()));
    }

    /** The last look found something in its way: the gate says what. */
    private Uni<Void> stopped(TenantId tenant, Waiting message, Optional<SmsSender> sender) {
        var question = new Question(
                tenant,
                message.contact(),
                message.purpose(),
                null,
                null,
                message.id(),
                message.createdAt(),
                message.holdsQuota(),
                message.source());
        return judge.handle(tenant, question, sender).chain(verdict -> switch (verdict) {
            case Verdict.Allow _ -> later(tenant, message, clock.instant().plus(SOON)); // changed again meanwhile
            case Verdict.Defer(var until, var _) -> later(tenant, message, until);
            case Verdict.Refuse refuse -> refused(tenant, message, refuse);
        });
    }

    private Uni<Void> later(TenantId tenant, Waiting message, Instant when) {
        return due.schedule(
                tenant, DispatchSms.KIND, message.id(), message.purpose().lane(), when);
    }

    private Uni<Void> refused(TenantId tenant, Waiting message, Verdict.Refuse refuse) {
        var now = clock.instant();
        metrics.reached(MessageStatus.REFUSED, message.purpose());
        return verdicts.keep(tenant, message.id(), refuse, now)
                .chain(() -> outbox.append(
                        tenant,
                        new MessageFailed(
                                message.id(),
                                message.contact(),
                                message.intentKey(),
                                message.purpose().wire(),
                                refuse.code(),
                                now)))
                .chain(() -> due.remove(tenant, DispatchSms.KIND, List.<UUID>of(message.id())));
    }
}
