package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Nobody must be told of something any more, such as a paid invoice: what waits is cancelled, what comes later refused,
 * and what is being claimed at this moment reads it in the claim itself.
 */
@ApplicationScoped
public class CloseSource {

    /** @param reason why, such as {@code paid} */
    public record Command(TenantId tenant, MessageSource source, String reason) {}

    private static final String CODE = "source.closed";

    private final TenantTx tx;
    private final OutboundMessages messages;
    private final DueWork dueWork;
    private final Clock clock;

    CloseSource(TenantTx tx, OutboundMessages messages, DueWork dueWork, Clock clock) {
        this.tx = tx;
        this.messages = messages;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var now = clock.instant();
        return tx.run(
                tenant,
                () -> messages.close(tenant, command.source(), command.reason(), now)
                        .chain(() -> messages.cancelWaiting(tenant, command.source(), CODE, now))
                        .chain(cancelled -> dueWork.remove(tenant, RequestSend.DISPATCH, cancelled)));
    }
}
