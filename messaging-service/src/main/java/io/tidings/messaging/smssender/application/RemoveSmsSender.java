package io.tidings.messaging.smssender.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes a sender away: nothing is sent through it or heard from it any more, its token is gone. Its messages stay. */
@ApplicationScoped
public class RemoveSmsSender {

    public record Command(TenantId tenant, UUID sender) {}

    private final TenantTx tx;
    private final SmsSenders senders;
    private final SmsSenderOwners owners;
    private final Clock clock;

    RemoveSmsSender(TenantTx tx, SmsSenders senders, SmsSenderOwners owners, Clock clock) {
        this.tx = tx;
        this.senders = senders;
        this.owners = owners;
        this.clock = clock;
    }

    /** Refuses unknown ones, and those removed before ({@code sms-sender.not-found}). */
    public Uni<Void> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> senders.change(command.tenant(), command.sender(), sender -> sender.remove(clock.instant()))
                        .chain(() -> owners.remove(command.tenant(), command.sender())));
    }
}
