package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.PageRequest;

import java.util.List;
import java.util.UUID;

/** All campaigns. Call it inside the tenant's transaction; changes of what it gives out are kept at commit. */
public interface Campaigns {

    Uni<Void> add(TenantId tenant, Campaign campaign);

    /** The campaign; fails with {@link Campaign.NotFound}. */
    Uni<Campaign> byId(TenantId tenant, UUID campaign);

    /** As {@link #byId}, and holds it to the end of the transaction, so that its steps are numbered one at a time. */
    Uni<Campaign> locked(TenantId tenant, UUID campaign);

    /** Newest first, one page and one row more. */
    Uni<List<Campaign>> newest(TenantId tenant, PageRequest page);

    /** Writes changes now, so that versions are those after the change. */
    Uni<Void> flush(TenantId tenant);
}
