package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.SendingResumed;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets a tenant send again; what waited for it is judged at once. */
@ApplicationScoped
public class ResumeSending {
    /** What waits beyond these is found by its own next look, minutes later. */
    private static final int AT_ONCE = 10_000;

    public record Command(TenantId tenant) {}

    private final TenantTx tx;
    private final SendingPauses pauses;
    private final DueWork due;
    private final Outbox outbox;
    private final Clock clock;

    ResumeSending(TenantTx tx, SendingPauses pauses, DueWork due, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.pauses = pauses;
        this.due = due;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Refuses when nothing is paused ({@code sending.not-paused}). */
    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var now = clock.instant();
        return tx.run(
                tenant,
                () -> pauses.remove(tenant)
                        .invoke(removed -> {
                            if (!removed) {
                                throw new NotPaused();
                            }
                        })
                        .chain(() -> pauses.waiting(tenant, AT_ONCE))
                        .chain(waiting -> due.schedule(
                                tenant,
                                RequestSend.DISPATCH,
                                Purpose.TRANSACTIONAL.lane(),
                                waiting.stream().collect(Collectors.toMap(id -> id, id -> now))))
                        .chain(() -> outbox.append(tenant, new SendingResumed(tenant.value(), now))));
    }

    /** Nothing is paused. */
    public static final class NotPaused extends Refusal {
        NotPaused() {
            super(Kind.CONFLICT, "sending.not-paused", "Sending is not paused");
        }
    }
}
