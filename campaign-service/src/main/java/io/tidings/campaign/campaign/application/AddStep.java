package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StepId;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Adds a message to a campaign. Contacts who are on their way get it when its number is still ahead of them. */
@ApplicationScoped
public class AddStep {
    /**
     * A step to add.
     *
     * @param number its place; null for after the last
     */
    public record Command(
            TenantId tenant, UUID campaign, @Nullable Integer number, Step.Content content) {}

    private final TenantTx tx;
    private final Campaigns campaigns;
    private final Steps steps;
    private final Clock clock;

    AddStep(TenantTx tx, Campaigns campaigns, Steps steps, Clock clock) {
        this.tx = tx;
        this.campaigns = campaigns;
        this.steps = steps;
        this.clock = clock;
    }

    /** Refuses with {@link Campaign.NotFound}, {@link StepPlan.Full} and {@link StepPlan.NumberTaken}. */
    public Uni<Step> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> campaigns
                        .locked(tenant, command.campaign())
                        .chain(campaign -> steps.of(tenant, command.campaign())
                                .map(plan -> new Step(
                                        new StepId(tenant.value(), Ids.next()),
                                        campaign.id(),
                                        plan.place(command.number()),
                                        command.content(),
                                        clock.instant().truncatedTo(ChronoUnit.MICROS))))
                        .call(step -> steps.add(tenant, step)));
    }
}
