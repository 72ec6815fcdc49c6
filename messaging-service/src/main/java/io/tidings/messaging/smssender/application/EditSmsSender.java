package io.tidings.messaging.smssender.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.messaging.smssender.domain.SmsSender.Settings;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Replaces what the tenant says of a sender, and pauses or resumes it. */
@ApplicationScoped
public class EditSmsSender {

    /** @param expectation is given the current version and refuses when the caller has read another */
    public record Command(TenantId tenant, UUID sender, Settings settings, boolean paused, LongConsumer expectation) {}

    private final TenantTx tx;
    private final SmsSenders senders;

    EditSmsSender(TenantTx tx, SmsSenders senders) {
        this.tx = tx;
        this.senders = senders;
    }

    /** Answers the sender as it is now; refuses unknown ones ({@code sms-sender.not-found}). */
    public Uni<SmsSender> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> senders.change(command.tenant(), command.sender(), sender -> {
                    command.expectation().accept(sender.version());
                    sender.edit(command.settings());
                    if (command.paused()) {
                        sender.pause("operator");
                    } else {
                        sender.resume();
                    }
                }));
    }
}
