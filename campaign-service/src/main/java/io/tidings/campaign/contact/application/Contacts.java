package io.tidings.campaign.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

/** The read model of messaging-service's contacts. Call it inside the tenant's transaction. */
public interface Contacts {

    /** Keeps the newest state: news that arrive late change nothing. */
    Uni<Void> keep(TenantId tenant, KnownContact contact, Instant asOf);

    /** The contact; fails with {@link KnownContact.NotFound}. */
    Uni<KnownContact> byId(TenantId tenant, UUID contact);

    /** As {@link #byId}, and holds the row to the end of the transaction, so that two do not enrol one contact at once. */
    Uni<KnownContact> locked(TenantId tenant, UUID contact);
}
