package io.tidings.campaign.campaign.application;

import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.fake.ImmediateTx;

class InMemoryCampaignsTest extends CampaignsContract {
    private final Campaigns campaigns = new InMemoryCampaigns();
    private final Steps steps = new InMemorySteps();

    @Override
    protected TenantTx tx() {
        return new ImmediateTx();
    }

    @Override
    protected Campaigns campaigns() {
        return campaigns;
    }

    @Override
    protected Steps steps() {
        return steps;
    }
}
