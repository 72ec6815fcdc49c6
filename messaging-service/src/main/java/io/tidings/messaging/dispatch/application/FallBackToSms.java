package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.dispatch.application.SmsMessages.Instead;
import io.tidings.messaging.dispatch.domain.Stranded;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.BatchWorker;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks at messages that should have arrived on WhatsApp, and lets those that have not go by SMS: a second message linked
 * to the first, once. A code goes while it is good only; when its text may go, what still waits for WhatsApp is cancelled.
 */
@ApplicationScoped
class FallBackToSms implements BatchWorker {
    /** Code of a message that was taken back because it goes by SMS. */
    static final String FELL_BACK = "message.by-sms";

    private final TenantTx tx;
    private final SmsMessages messages;
    private final SmsSenders senders;
    private final LiveCodes codes;
    private final JudgeSms judge;
    private final Outbound outbound;
    private final MessageLog log;
    private final DueWork due;
    private final Outbox outbox;
    private final Clock clock;
    private final DispatchMetrics metrics;

    FallBackToSms(
            TenantTx tx,
            SmsMessages messages,
            SmsSenders senders,
            LiveCodes codes,
            JudgeSms judge,
            Outbound outbound,
            MessageLog log,
            DueWork due,
            Outbox outbox,
            Clock clock,
            DispatchMetrics metrics) {
        this.tx = tx;
        this.messages = messages;
        this.senders = senders;
        this.codes = codes;
        this.judge = judge;
        this.outbound = outbound;
        this.log = log;
        this.due = due;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public String kind() {
        return StandBySms.KIND;
    }

    @Override
    public Uni<Void> work(TenantId tenant, List<DueWork.Item> items) {
        var ids = items.stream().map(DueWork.Item::subject).toList();
        return tx.run(
                tenant,
                () -> senders.current(tenant)
                        .chain(sender -> messages.lock(tenant, ids)
                                .chain(found -> InTurn.each(found, message -> look(tenant, message, sender))))
                        .chain(() -> due.remove(tenant, kind(), ids)));
    }

    private Uni<Void> look(TenantId tenant, Stranded message, Optional<SmsSender> sender) {
        var why = message.reason();
        var carrier = sender.filter(found -> found.carries(message.purpose()));
        return why.isEmpty() || carrier.isEmpty()
                ? Uni.createFrom().voidItem()
                : isWorthIt(tenant, message)
                        .chain(worth -> worth
                                ? instead(tenant, message, why.get(), carrier.get())
                                : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> isWorthIt(TenantId tenant, Stranded message) {
        if (message.purpose() != Purpose.OTP) {
            return Uni.createFrom().item(true);
        }
        return message.source() == null ? Uni.createFrom().item(false) : codes.isLive(tenant, message.source());
    }

    private Uni<Void> instead(TenantId tenant, Stranded message, String why, SmsSender sender) {
        var now = clock.instant();
        return judge.handle(tenant, question(tenant, message), Optional.of(sender))
                .map(verdict ->
                        new Instead(Ids.next(), message, why, sender.id().value(), verdict))
                .chain(text -> messages.add(tenant, text, now)
                        .chain(added -> added
                                ? follow(tenant, message, text, now)
                                : Uni.createFrom().voidItem()));
    }

    private static Question question(TenantId tenant, Stranded message) {
        return new Question(
                tenant,
                message.contact(),
                message.purpose(),
                null,
                null,
                null,
                message.createdAt(),
                false,
                message.source());
    }

    private Uni<Void> takeBack(TenantId tenant, Stranded message, Instant now) {
        if (!message.waits()) {
            return Uni.createFrom().voidItem();
        }
        metrics.reached(MessageStatus.CANCELLED, message.purpose());
        return outbound.move(tenant, message.id(), message.status(), MessageStatus.CANCELLED, 0, FELL_BACK, null, now)
                .chain(() ->
                        log.append(tenant, message.id(), MessageStatus.CANCELLED, StatusSource.SUITE, FELL_BACK, now))
                .chain(() -> due.remove(tenant, DispatchMessage.KIND, message.id()));
    }

    private Uni<Void> follow(TenantId tenant, Stranded message, Instead text, Instant now) {
        var lane = message.purpose().lane();
        return switch (text.verdict()) {
            case Verdict.Allow _ ->
                takeBack(tenant, message, now)
                        .chain(() -> due.schedule(tenant, DispatchSms.KIND, text.id(), lane, now));
            case Verdict.Defer(var until, var _) -> due.schedule(tenant, DispatchSms.KIND, text.id(), lane, until);
            case Verdict.Refuse(var code) ->
                outbox.append(
                        tenant,
                        new MessageFailed(
                                text.id(),
                                message.contact(),
                                SmsMessages.intentOf(message),
                                message.purpose().wire(),
                                code,
                                now));
        };
    }
}
