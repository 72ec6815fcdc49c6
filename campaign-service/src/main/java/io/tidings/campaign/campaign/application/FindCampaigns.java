package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.PageRequest;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Looks at campaigns and their steps. */
@ApplicationScoped
public class FindCampaigns {
    private final TenantTx tx;
    private final Campaigns campaigns;
    private final Steps steps;

    FindCampaigns(TenantTx tx, Campaigns campaigns, Steps steps) {
        this.tx = tx;
        this.campaigns = campaigns;
        this.steps = steps;
    }

    /** Fails with {@link Campaign.NotFound}. */
    public Uni<Campaign> one(TenantId tenant, UUID campaign) {
        return tx.run(tenant, () -> campaigns.byId(tenant, campaign));
    }

    /** Newest first, one row more than the page shows. */
    public Uni<List<Campaign>> page(TenantId tenant, PageRequest page) {
        return tx.run(tenant, () -> campaigns.newest(tenant, page));
    }

    /** The steps of a campaign in their order; fails with {@link Campaign.NotFound}. */
    public Uni<StepPlan> steps(TenantId tenant, UUID campaign) {
        return tx.run(tenant, () -> campaigns.byId(tenant, campaign).chain(() -> steps.of(tenant, campaign)));
    }
}
