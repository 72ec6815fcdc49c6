package io.tidings.campaign.campaign.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** One message of a campaign and when it goes out. */
@Entity
@Table(name = "steps")
public class Step {

    /**
     * What a step says.
     *
     * @param delay after the step before, or after the enrolment
     * @param skipIf null: always goes out
     * @param active an inactive step is passed over
     */
    public record Content(
            Delay delay,
            MessageTemplate template,
            TemplateVariables variables,
            @Nullable SkipIf skipIf,
            boolean active) {}

    @EmbeddedId
    private StepId id;

    @Column(name = "campaign_id")
    private UUID campaign;

    @Column(name = "step_number")
    private int number;

    @Embedded
    private Delay delay;

    @Embedded
    private MessageTemplate template;

    @Column(name = "template_variables")
    private TemplateVariables variables;

    @Enumerated(EnumType.STRING)
    @Column(name = "skip_if")
    private @Nullable SkipIf skipIf;

    @Column(name = "is_active")
    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    protected Step() {}

    /** @param number its place; {@link StepPlan#place} has admitted it */
    public Step(StepId id, CampaignId campaign, int number, Content content, Instant now) {
        this.id = id;
        this.campaign = campaign.value();
        this.number = number;
        this.delay = content.delay();
        this.template = content.template();
        this.variables = content.variables();
        this.skipIf = content.skipIf();
        this.active = content.active();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Says something else from now on; steps already gone out stay what they were. */
    public void change(int newNumber, Content content, Instant now) {
        number = newNumber;
        delay = content.delay();
        template = content.template();
        variables = content.variables();
        skipIf = content.skipIf();
        active = content.active();
        updatedAt = now;
    }

    public StepId id() {
        return id;
    }

    public UUID campaign() {
        return campaign;
    }

    public int number() {
        return number;
    }

    public Content content() {
        return new Content(delay, template, variables, skipIf, active);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public long version() {
        return version;
    }

    /** No such step in this campaign. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "step.not-found", "There is no such step in the campaign");
        }
    }
}
