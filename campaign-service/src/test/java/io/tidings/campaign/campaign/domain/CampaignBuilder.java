package io.tidings.campaign.campaign.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Campaigns and steps for tests. */
public final class CampaignBuilder {
    public static final Instant CREATED = Instant.parse("2026-03-01T00:00:00Z");

    private final UUID tenant;
    private StopOnReply stopOnReply = StopOnReply.END;

    public CampaignBuilder() {
        this(UUID.randomUUID());
    }

    public CampaignBuilder(UUID tenant) {
        this.tenant = tenant;
    }

    public CampaignBuilder stopping(StopOnReply stop) {
        stopOnReply = stop;
        return this;
    }

    public Campaign build() {
        return new Campaign(new CampaignId(tenant, UUID.randomUUID()), "Welcome", stopOnReply, CREATED);
    }

    /** A step of some campaign of the tenant. */
    public Step step(StepBuilder step) {
        return step(build(), step);
    }

    public Step step(Campaign campaign, StepBuilder step) {
        return new Step(new StepId(tenant, UUID.randomUUID()), campaign.id(), step.number, step.content, CREATED);
    }

    /** A step an hour after the one before. */
    public static StepBuilder aStep(int number) {
        return new StepBuilder(
                number,
                new Step.Content(
                        Delay.of(1, Delay.Unit.HOURS),
                        MessageTemplate.of("Hello {{name}}"),
                        TemplateVariables.of(Map.of("shop", "Tea")),
                        null,
                        true));
    }

    /** The wishes for one step. */
    public record StepBuilder(int number, Step.Content content) {
        public StepBuilder after(int amount, Delay.Unit unit) {
            return with(Delay.of(amount, unit), content.skipIf(), content.active());
        }

        public StepBuilder skippedIf(SkipIf condition) {
            return with(content.delay(), condition, content.active());
        }

        public StepBuilder inactive() {
            return with(content.delay(), content.skipIf(), false);
        }

        private StepBuilder with(Delay delay, @org.jspecify.annotations.Nullable SkipIf skipIf, boolean active) {
            return new StepBuilder(
                    number, new Step.Content(delay, content.template(), content.variables(), skipIf, active));
        }
    }
}
