package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignStatus;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Renames a campaign, pauses it, takes it up again or archives it. */
@ApplicationScoped
public class ChangeCampaign {
    /**
     * What is null stays as it is.
     *
     * @param expectVersion refuses when the version it is given is not the caller's
     */
    public record Command(
            TenantId tenant,
            UUID campaign,
            @Nullable String name,
            @Nullable CampaignStatus status,
            @Nullable StopOnReply stopOnReply,
            LongConsumer expectVersion) {}

    private final TenantTx tx;
    private final Campaigns campaigns;

    ChangeCampaign(TenantTx tx, Campaigns campaigns) {
        this.tx = tx;
        this.campaigns = campaigns;
    }

    /** Refuses with {@link Campaign.NotFound}, {@link Campaign.Archived} and what {@code expectVersion} says. */
    public Uni<Campaign> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> campaigns
                        .locked(command.tenant(), command.campaign())
                        .invoke(campaign -> change(campaign, command))
                        .call(() -> campaigns.flush(command.tenant())));
    }

    private static void change(Campaign campaign, Command command) {
        command.expectVersion().accept(campaign.version());
        campaign.change(
                command.name() != null ? command.name() : campaign.name(),
                command.status() != null ? command.status() : campaign.status(),
                command.stopOnReply() != null ? command.stopOnReply() : campaign.stopOnReply());
    }
}
