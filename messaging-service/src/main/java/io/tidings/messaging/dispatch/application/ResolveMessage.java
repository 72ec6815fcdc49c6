package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * A person settles what nobody could know: an unknown message was sent after all, or was not. Nothing is sent by it. A status
 * the provider still tells later counts as ever. Refuses any other message ({@code message.not-unknown}).
 */
@ApplicationScoped
public class ResolveMessage {
    private static final String CODE = "message.resolved";

    /** What stands where the provider's id is not known. */
    private static final String NO_PROVIDER_ID = "unknown";

    /** @param actor who says so, as the history will say */
    public record Command(TenantId tenant, UUID message, boolean sent, String actor) {}

    private final TenantTx tx;
    private final Outbound outbound;
    private final MessageLog log;
    private final Outbox outbox;
    private final FindMessages views;
    private final DispatchMetrics metrics;
    private final Clock clock;

    ResolveMessage(
            TenantTx tx,
            Outbound outbound,
            MessageLog log,
            Outbox outbox,
            FindMessages views,
            DispatchMetrics metrics,
            Clock clock) {
        this.tx = tx;
        this.outbound = outbound;
        this.log = log;
        this.outbox = outbox;
        this.views = views;
        this.metrics = metrics;
        this.clock = clock;
    }

    public Uni<MessageView> handle(Command command) {
        var tenant = command.tenant();
        var id = command.message();
        return tx.run(
                tenant,
                () -> outbound.lock(tenant, List.of(id))
                        .map(found -> found.stream().findFirst().orElseThrow(FindMessages.NotFound::new))
                        .chain(message -> settle(command, message, clock.instant()))
                        .chain(() -> views.byId(tenant, id))
                        .map(found -> found.orElseThrow(FindMessages.NotFound::new)));
    }

    private Uni<Void> settle(Command command, Waiting message, Instant now) {
        if (message.status() != MessageStatus.UNKNOWN) {
            throw new NotUnknown();
        }
        var tenant = command.tenant();
        var status = command.sent() ? MessageStatus.SENT : MessageStatus.FAILED;
        metrics.reached(status, message.purpose());
        return outbound.move(
                        tenant, message.id(), MessageStatus.UNKNOWN, status, 0, command.sent() ? null : CODE, null, now)
                .chain(() -> log.appendBy(tenant, message.id(), status, command.actor(), CODE, now))
                .chain(() -> outbox.append(tenant, event(message, command.sent(), now)));
    }

    private static Event event(Waiting message, boolean sent, Instant now) {
        var purpose = message.purpose().wire();
        return sent
                ? new MessageSent(message.id(), message.contact(), message.intentKey(), purpose, NO_PROVIDER_ID, now)
                : new MessageFailed(message.id(), message.contact(), message.intentKey(), purpose, CODE, now);
    }

    /** What became of it is known. */
    static final class NotUnknown extends Refusal {
        NotUnknown() {
            super(Kind.CONFLICT, "message.not-unknown", "Only an unknown message can be resolved");
        }
    }
}
