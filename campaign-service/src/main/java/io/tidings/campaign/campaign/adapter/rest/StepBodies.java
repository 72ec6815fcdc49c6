package io.tidings.campaign.campaign.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidings.campaign.campaign.domain.Delay;
import io.tidings.campaign.campaign.domain.MessageTemplate;
import io.tidings.campaign.campaign.domain.SkipIf;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.campaign.campaign.domain.TemplateVariables;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The bodies of {@link StepResource}. */
final class StepBodies {
    private static final String UNITS = "hours|days|weeks";

    private StepBodies() {}

    /** @param skipIf replied or opened; null: the step always goes out */
    record Conditions(
            @Nullable @Pattern(regexp = "replied|opened") String skipIf) {
        private static @Nullable SkipIf read(@Nullable Conditions conditions) {
            return conditions == null || conditions.skipIf == null
                    ? null
                    : SkipIf.valueOf(conditions.skipIf.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param stepNumber its place; null for after the last
     * @param delayHours how many of {@code delayType}
     * @param delayType hours (the default), days or weeks
     */
    record StepRequest(
            @Nullable @Min(1) @Max(StepPlan.HIGHEST) Integer stepNumber,
            @NotNull Integer delayHours,
            @Nullable @Pattern(regexp = UNITS) String delayType,
            @NotNull String messageTemplate,
            @Nullable Map<String, String> templateVariables,
            @Nullable @Valid Conditions conditions,
            @Nullable @JsonProperty("is_active") Boolean active) {

        Step.Content content() {
            return new Step.Content(
                    Delay.of(delayHours, delayType == null ? Delay.Unit.HOURS : unit(delayType)),
                    MessageTemplate.of(messageTemplate),
                    TemplateVariables.of(templateVariables == null ? Map.of() : templateVariables),
                    Conditions.read(conditions),
                    active == null || active);
        }
    }

    /** What is absent stays as it is; {@code "conditions": {}} takes the condition away. */
    record StepChange(
            @Nullable @Min(1) @Max(StepPlan.HIGHEST) Integer stepNumber,
            @Nullable Integer delayHours,
            @Nullable @Pattern(regexp = UNITS) String delayType,
            @Nullable String messageTemplate,
            @Nullable Map<String, String> templateVariables,
            @Nullable @Valid Conditions conditions,
            @Nullable @JsonProperty("is_active") Boolean active) {

        Step.Content applied(Step.Content now) {
            return new Step.Content(
                    Delay.of(
                            delayHours == null ? now.delay().amount() : delayHours,
                            delayType == null ? now.delay().unit() : unit(delayType)),
                    messageTemplate == null ? now.template() : MessageTemplate.of(messageTemplate),
                    templateVariables == null ? now.variables() : TemplateVariables.of(templateVariables),
                    conditions == null ? now.skipIf() : Conditions.read(conditions),
                    active == null ? now.active() : active);
        }
    }

    record StepView(
            UUID id,
            UUID campaignId,
            int stepNumber,
            int delayHours,
            String delayType,
            String messageTemplate,
            Map<String, String> templateVariables,
            @Nullable Conditions conditions,
            @JsonProperty("is_active") boolean active,
            Instant createdAt,
            Instant updatedAt) {

        static StepView of(Step step) {
            var content = step.content();
            return new StepView(
                    step.id().value(),
                    step.campaign(),
                    step.number(),
                    content.delay().amount(),
                    content.delay().unit().name().toLowerCase(Locale.ROOT),
                    content.template().text(),
                    content.variables().values(),
                    content.skipIf() == null
                            ? null
                            : new Conditions(content.skipIf().name().toLowerCase(Locale.ROOT)),
                    content.active(),
                    step.createdAt(),
                    step.updatedAt());
        }
    }

    private static Delay.Unit unit(String text) {
        return Delay.Unit.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
