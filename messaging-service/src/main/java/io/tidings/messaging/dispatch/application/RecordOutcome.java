package io.tidings.messaging.dispatch.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.RetryPause;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.Gathering;
import io.tidings.runtime.work.InTurn;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The last step of sending, one transaction, shared with others of the tenant that end meanwhile: writes down what the call came to and settles the due row. A status webhook
 * may have been faster; then it stands and only the due row goes.
 */
@ApplicationScoped
class RecordOutcome {
    private static final int TOGETHER = 256;

    /** What the provider took, with its answer. */
    private record Taken(ClaimedMessage sent, SendOutcome.Accepted answer) {
        RecordStatuses.Accepted told(Instant at) {
            return new RecordStatuses.Accepted(
                    sent.message().id(),
                    new StatusReport(answer.providerMessageId(), MessageStatus.SENT, StatusSource.SUITE, null, at));
        }
    }

    private final Gathering<TenantId, Taken> accepting = new Gathering<>(TOGETHER, this::accepted);
    private final TenantTx tx;
    private final Outbound outbound;
    private final RecordStatuses statuses;
    private final ProviderConsequences consequences;
    private final Contacts contacts;
    private final MessageLog log;
    private final Outbox outbox;
    private final DueWork due;
    private final Clock clock;
    private final DispatchSettings settings;
    private final DispatchMetrics metrics;

    RecordOutcome(
            TenantTx tx,
            Outbound outbound,
            RecordStatuses statuses,
            ProviderConsequences consequences,
            Contacts contacts,
            MessageLog log,
            Outbox outbox,
            DueWork due,
            Clock clock,
            DispatchSettings settings,
            DispatchMetrics metrics) {
        this.tx = tx;
        this.outbound = outbound;
        this.statuses = statuses;
        this.consequences = consequences;
        this.contacts = contacts;
        this.log = log;
        this.outbox = outbox;
        this.due = due;
        this.clock = clock;
        this.settings = settings;
        this.metrics = metrics;
    }

    Uni<Void> handle(ClaimedMessage sent, SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted accepted -> {
                var taken = new Taken(sent, accepted);
                yield accepting
                        .add(sent.tenant(), taken)
                        .onFailure()
                        .recoverWithUni(() -> OnContext.fresh(() -> accepted(sent.tenant(), List.of(taken))));
            }
            case SendOutcome.Rejected rejected -> tx.run(sent.tenant(), () -> rejected(sent, rejected.error()));
            case SendOutcome.NotSent notSent ->
                // nobody refused this message: an outage may last, so the pause grows with the tries
                tx.run(
                        sent.tenant(),
                        () -> again(
                                sent, ProviderError.Action.RETRY, new ProviderError(notSent.code(), -1, null, true)));
            case SendOutcome.Uncertain uncertain ->
                tx.run(
                        sent.tenant(),
                        () -> end(sent, MessageStatus.UNKNOWN, new ProviderError(uncertain.code(), -1, null, true)));
        };
    }

    private Uni<Void> accepted(TenantId tenant, List<Taken> taken) {
        var now = clock.instant();
        return tx.run(
                tenant,
                () -> statuses.accepted(
                                tenant,
                                taken.stream().map(each -> each.told(now)).toList())
                        .chain(() -> learnWaIds(tenant, taken))
                        .chain(() -> InTurn.each(
                                byKind(taken).entrySet(), part -> due.remove(tenant, part.getKey(), part.getValue()))));
    }

    private static Map<String, List<UUID>> byKind(List<Taken> taken) {
        return taken.stream()
                .map(Taken::sent)
                .collect(groupingBy(
                        ClaimedMessage::dueKind, mapping(sent -> sent.message().id(), toList())));
    }

    private Uni<Void> learnWaIds(TenantId tenant, List<Taken> taken) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var each : taken) {
            var message = each.sent().message();
            var waId = each.answer().waId();
            if (waId != null && !waId.equals(message.to())) {
                all = all.chain(() -> contacts.learnWaId(tenant, message.contact(), waId));
            }
        }
        return all;
    }

    private Uni<Void> rejected(ClaimedMessage sent, ProviderError error) {
        return switch (error.action()) {
            case RETRY, RETRY_PAIR, WAIT_A_DAY -> again(sent, error.action(), error);
            case PAUSE_TEMPLATE, PAUSE_NUMBER, PAUSE_SENDING -> judgeAgain(sent, error);
            case SWITCH_TEMPLATE ->
                outbound.switchToFallback(sent.tenant(), sent.message().id())
                        .chain(switched -> switched ? judgeAgain(sent, error) : end(sent, MessageStatus.FAILED, error));
            case STOP_CONSENT, MARK_UNREACHABLE, FAIL -> end(sent, MessageStatus.FAILED, error);
        };
    }

    /** Not taken, for a reason that the Send Gate knows from now on: it says what becomes of the message. */
    private Uni<Void> judgeAgain(ClaimedMessage sent, ProviderError error) {
        return consequences(sent, error).chain(() -> again(sent, MessageStatus.DEFERRED, error.action(), error));
    }

    private Uni<Void> consequences(ClaimedMessage sent, ProviderError error) {
        return consequences.of(
                sent.tenant(),
                sent.message().id(),
                sent.message().contact(),
                sent.from().id(),
                error);
    }

    private Uni<Void> again(ClaimedMessage sent, ProviderError.Action action, ProviderError error) {
        return again(sent, MessageStatus.QUEUED, action, error);
    }

    private Uni<Void> again(
            ClaimedMessage sent, MessageStatus waiting, ProviderError.Action action, ProviderError error) {
        return outbound.attempts(sent.tenant(), sent.message().id()).chain(before -> {
            var pause = RetryPause.after(action, before + 1, settings.mostAttempts());
            if (pause.isEmpty()) {
                return end(sent, MessageStatus.FAILED, error);
            }
            return move(sent, waiting, error)
                    .chain(moved -> moved
                            ? due.schedule(
                                    sent.tenant(),
                                    sent.dueKind(),
                                    sent.message().id(),
                                    sent.message().purpose().lane(),
                                    clock.instant().plus(pause.get()))
                            : settled(sent));
        });
    }

    private Uni<Void> end(ClaimedMessage sent, MessageStatus status, ProviderError error) {
        return move(sent, status, error).chain(moved -> {
            if (!moved || status != MessageStatus.FAILED) {
                return settled(sent);
            }
            return outbox.append(sent.tenant(), failed(sent, error.code()))
                    .chain(() -> consequences(sent, error))
                    .chain(() -> settled(sent));
        });
    }

    private Uni<Boolean> move(ClaimedMessage sent, MessageStatus status, ProviderError error) {
        var message = sent.message();
        return outbound.move(
                        sent.tenant(),
                        message.id(),
                        MessageStatus.SENDING,
                        status,
                        1,
                        error.code(),
                        error.detail(),
                        clock.instant())
                .call(moved -> moved
                        ? note(sent, status, error.code())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> note(ClaimedMessage sent, MessageStatus status, @Nullable String code) {
        metrics.reached(status, sent.message().purpose());
        return log.append(sent.tenant(), sent.message().id(), status, StatusSource.SUITE, code, clock.instant());
    }

    private MessageFailed failed(ClaimedMessage sent, String code) {
        var message = sent.message();
        return new MessageFailed(
                message.id(),
                message.contact(),
                message.intentKey(),
                message.purpose().wire(),
                code,
                clock.instant());
    }

    private Uni<Void> settled(ClaimedMessage sent) {
        return due.remove(sent.tenant(), sent.dueKind(), sent.message().id());
    }
}
