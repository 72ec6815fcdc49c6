package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.SendingPaused;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Stops all sending of a tenant and says so once, because only its owner can help: a payment, a token. */
@ApplicationScoped
public class PauseSending {

    /** @param code why, such as {@code whatsapp.131042} */
    public record Command(TenantId tenant, String code) {}

    private final TenantTx tx;
    private final SendingPauses pauses;
    private final Outbox outbox;
    private final Clock clock;

    PauseSending(TenantTx tx, SendingPauses pauses, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.pauses = pauses;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var now = clock.instant();
        return tx.run(
                tenant,
                () -> pauses.add(tenant, new SendingPauses.Pause(command.code(), now))
                        .chain(added -> added
                                ? outbox.append(tenant, new SendingPaused(tenant.value(), command.code(), now))
                                : Uni.createFrom().voidItem()));
    }
}
