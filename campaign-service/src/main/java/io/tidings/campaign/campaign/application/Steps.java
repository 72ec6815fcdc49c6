package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

/** All steps of all campaigns. Call it inside the tenant's transaction; changes of what it gives out are kept at commit. */
public interface Steps {

    Uni<Void> add(TenantId tenant, Step step);

    /** The steps of a campaign, none for an unknown one. */
    Uni<StepPlan> of(TenantId tenant, UUID campaign);
}
