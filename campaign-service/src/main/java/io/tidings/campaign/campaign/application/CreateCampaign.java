package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignId;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

/** Begins a campaign; it sends nothing until it has steps and contacts. */
@ApplicationScoped
public class CreateCampaign {
    public record Command(TenantId tenant, String name, StopOnReply stopOnReply) {}

    private final TenantTx tx;
    private final Campaigns campaigns;
    private final Clock clock;

    CreateCampaign(TenantTx tx, Campaigns campaigns, Clock clock) {
        this.tx = tx;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    public Uni<Campaign> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(tenant, () -> {
            var campaign = new Campaign(
                    new CampaignId(tenant.value(), Ids.next()),
                    command.name(),
                    command.stopOnReply(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS)); // what PostgreSQL keeps
            return campaigns.add(tenant, campaign).replaceWith(campaign);
        });
    }
}
