package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;

import jakarta.enterprise.context.ApplicationScoped;

/** A person has stopped or resumed marketing messages in the app itself: nobody wrote, so nobody is answered. */
@ApplicationScoped
public class KeepPreference {

    /**
     * @param waId the person's WhatsApp id, digits only
     * @param wish STOP or START
     */
    public record Command(TenantId tenant, String waId, Wish wish) {}

    private final TenantTx tx;
    private final UpsertContact upsertContact;
    private final KeepWish keepWish;

    KeepPreference(TenantTx tx, UpsertContact upsertContact, KeepWish keepWish) {
        this.tx = tx;
        this.upsertContact = upsertContact;
        this.keepWish = keepWish;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var phone = new PhoneNumber("+" + command.waId());
        return tx.run(
                tenant,
                () -> upsertContact
                        .handle(new UpsertContact.Command(tenant, phone, command.waId(), null))
                        .chain(contact -> keepWish.handle(tenant, contact.id(), command.wish(), "provider"))
                        .replaceWithVoid());
    }
}
