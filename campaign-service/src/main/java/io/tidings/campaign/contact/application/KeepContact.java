package io.tidings.campaign.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes over what messaging-service tells of a contact. */
@ApplicationScoped
public class KeepContact {
    /**
     * News of a contact.
     *
     * @param asOf when the contact was so
     */
    public record Command(TenantId tenant, KnownContact contact, Instant asOf) {}

    private final TenantTx tx;
    private final Contacts contacts;

    KeepContact(TenantTx tx, Contacts contacts) {
        this.tx = tx;
        this.contacts = contacts;
    }

    public Uni<Void> handle(Command command) {
        return tx.run(command.tenant(), () -> contacts.keep(command.tenant(), command.contact(), command.asOf()));
    }
}
