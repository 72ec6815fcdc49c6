package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes {@code unknown} what a dead worker left in {@code sending}: nobody can say whether the provider was called. */
@ApplicationScoped
class LeaveUnknown {
    private static final String INTERRUPTED = "dispatch.interrupted";

    private final Outbound outbound;
    private final MessageLog log;
    private final Clock clock;
    private final DispatchMetrics metrics;

    LeaveUnknown(Outbound outbound, MessageLog log, Clock clock, DispatchMetrics metrics) {
        this.outbound = outbound;
        this.log = log;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Those of the messages that are {@code sending}, in the running transaction. */
    Uni<Void> handle(TenantId tenant, List<Waiting> found) {
        return InTurn.each(
                found.stream()
                        .filter(message -> message.status() == MessageStatus.SENDING)
                        .toList(),
                message -> interrupted(tenant, message));
    }

    private Uni<Void> interrupted(TenantId tenant, Waiting message) {
        var now = clock.instant();
        metrics.reached(MessageStatus.UNKNOWN, message.purpose());
        return outbound.move(
                        tenant, message.id(), MessageStatus.SENDING, MessageStatus.UNKNOWN, 1, INTERRUPTED, null, now)
                .chain(() ->
                        log.append(tenant, message.id(), MessageStatus.UNKNOWN, StatusSource.SUITE, INTERRUPTED, now));
    }
}
