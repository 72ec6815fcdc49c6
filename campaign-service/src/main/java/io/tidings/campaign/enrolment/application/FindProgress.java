package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Looks at how far a contact has come in a campaign: their newest enrolment in it. */
@ApplicationScoped
public class FindProgress {
    private final TenantTx tx;
    private final Contacts contacts;
    private final Campaigns campaigns;
    private final Enrolments enrolments;

    FindProgress(TenantTx tx, Contacts contacts, Campaigns campaigns, Enrolments enrolments) {
        this.tx = tx;
        this.contacts = contacts;
        this.campaigns = campaigns;
        this.enrolments = enrolments;
    }

    /** Fails with {@link KnownContact.NotFound}, {@link Campaign.NotFound} and {@link Enrolment.NotFound}. */
    public Uni<Enrolment> handle(TenantId tenant, UUID contact, UUID campaign) {
        return tx.run(
                tenant,
                () -> contacts.byId(tenant, contact)
                        .chain(() -> campaigns.byId(tenant, campaign))
                        .chain(() -> enrolments.newest(tenant, contact, campaign))
                        .map(found -> found.orElseThrow(Enrolment.NotFound::new)));
    }
}
