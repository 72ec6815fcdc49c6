package io.tidings.campaign.campaign.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.campaign.application.CampaignsContract;
import io.tidings.campaign.campaign.application.Steps;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.TidingsInfra;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class HibernateCampaignsTest extends CampaignsContract {
    private final TenantTx tx;
    private final Campaigns campaigns;
    private final Steps steps;

    HibernateCampaignsTest(TenantTx tx, Campaigns campaigns, Steps steps) {
        this.tx = tx;
        this.campaigns = campaigns;
        this.steps = steps;
    }

    @Override
    protected TenantTx tx() {
        return tx;
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
