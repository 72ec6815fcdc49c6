package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StepId;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

/** Changes a step for everybody it has not gone out to yet. Times already set for it stay. */
@ApplicationScoped
public class ChangeStep {
    /**
     * What to change of a step.
     *
     * @param number where it moves to; null to stay
     * @param change makes the new content of the present one
     * @param expectVersion refuses when the version it is given is not the caller's
     */
    public record Command(
            TenantId tenant,
            UUID campaign,
            UUID step,
            @Nullable Integer number,
            UnaryOperator<Step.Content> change,
            LongConsumer expectVersion) {}

    private final TenantTx tx;
    private final Campaigns campaigns;
    private final Steps steps;
    private final Clock clock;

    ChangeStep(TenantTx tx, Campaigns campaigns, Steps steps, Clock clock) {
        this.tx = tx;
        this.campaigns = campaigns;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * Refuses with {@link Campaign.NotFound}, {@link Step.NotFound}, {@link StepPlan.NumberTaken} and what
     * {@code expectVersion} says.
     */
    public Uni<Step> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> campaigns
                        .locked(tenant, command.campaign())
                        .chain(() -> steps.of(tenant, command.campaign()))
                        .map(plan -> change(plan, command))
                        .call(() -> campaigns.flush(tenant)));
    }

    private Step change(StepPlan plan, Command command) {
        var step =
                plan.byId(new StepId(command.tenant().value(), command.step())).orElseThrow(Step.NotFound::new);
        command.expectVersion().accept(step.version());
        var number = command.number() == null ? step.number() : plan.move(step, command.number());
        step.change(
                number, command.change().apply(step.content()), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return step;
    }
}
