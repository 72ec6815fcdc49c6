package io.tidings.messaging.lead.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.lead.domain.Lead;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** A lead becomes a contact and is won: the one they write as, the one with their phone, or a new one. Once. */
@ApplicationScoped
public class ConvertLead {

    public record Command(TenantId tenant, UUID lead) {}

    private final TenantTx tx;
    private final Leads leads;
    private final UpsertContact upsertContact;
    private final Clock clock;

    ConvertLead(TenantTx tx, Leads leads, UpsertContact upsertContact, Clock clock) {
        this.tx = tx;
        this.leads = leads;
        this.upsertContact = upsertContact;
        this.clock = clock;
    }

    /** Refuses {@code lead.not-found}, {@code lead.transition} and {@code lead.unreachable}. */
    public Uni<Lead> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> leads.byIdForChange(tenant, command.lead())
                        .map(found -> found.orElseThrow(Lead.NotFound::new))
                        .chain(lead -> lead.convertedAt() != null
                                ? Uni.createFrom().item(lead)
                                : contact(tenant, lead)
                                        .map(contact -> lead.converted(contact, clock.instant()))
                                        .call(converted -> leads.update(tenant, converted))));
    }

    private Uni<UUID> contact(TenantId tenant, Lead lead) {
        var phone = lead.phone();
        if (lead.contact() != null) {
            return Uni.createFrom().item(lead.contact());
        }
        if (phone == null) {
            throw new Lead.Unreachable();
        }
        return upsertContact
                .handle(new UpsertContact.Command(tenant, phone, null, lead.name()))
                .map(Contact::id);
    }
}
