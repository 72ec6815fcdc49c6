package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes back a message that still waits; a second time it changes nothing. Refuses what is on its way or has ended
 * ({@code message.not-waiting}).
 */
@ApplicationScoped
public class CancelMessage {
    private static final String CODE = "message.cancelled";

    /** @param actor who wants it, as the history will say */
    public record Command(TenantId tenant, UUID message, String actor) {}

    private final TenantTx tx;
    private final OutboundMessages messages;
    private final FindMessages views;
    private final DueWork dueWork;
    private final Clock clock;

    CancelMessage(TenantTx tx, OutboundMessages messages, FindMessages views, DueWork dueWork, Clock clock) {
        this.tx = tx;
        this.messages = messages;
        this.views = views;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    public Uni<MessageView> handle(Command command) {
        var tenant = command.tenant();
        var id = command.message();
        return tx.run(
                tenant,
                () -> messages.cancel(tenant, id, CODE, command.actor(), clock.instant())
                        .map(before -> before.orElseThrow(FindMessages.NotFound::new))
                        .chain(before -> switch (before) {
                            case QUEUED, DEFERRED -> dueWork.remove(tenant, RequestSend.DISPATCH, id);
                            case CANCELLED -> Uni.createFrom().voidItem();
                            default -> throw new NotWaiting(before);
                        })
                        .chain(() -> views.byId(tenant, id))
                        .map(found -> found.orElseThrow(FindMessages.NotFound::new)));
    }

    /** It is on its way, or has ended. */
    static final class NotWaiting extends Refusal {
        NotWaiting(MessageStatus status) {
            super(
                    Kind.CONFLICT,
                    "message.not-waiting",
                    "Only a message that waits can be cancelled",
                    Map.of("message_status", status.wire()));
        }
    }
}
