package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.RecogniseSender;
import io.tidings.messaging.contact.domain.Sender;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** A person has stopped or resumed marketing messages in the app itself: nobody wrote, so nobody is answered. */
@ApplicationScoped
public class KeepPreference {

    /**
     * @param number phone_numbers.id it was said of
     * @param wish STOP or START
     */
    public record Command(TenantId tenant, UUID number, Sender sender, Wish wish) {}

    private final TenantTx tx;
    private final RecogniseSender recogniseSender;
    private final KeepWish keepWish;

    KeepPreference(TenantTx tx, RecogniseSender recogniseSender, KeepWish keepWish) {
        this.tx = tx;
        this.recogniseSender = recogniseSender;
        this.keepWish = keepWish;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> recogniseSender
                        .handle(new RecogniseSender.Command(tenant, command.number(), command.sender()))
                        .chain(found -> keepWish.set(tenant, found.contact().id(), command.wish()))
                        .replaceWithVoid());
    }
}
