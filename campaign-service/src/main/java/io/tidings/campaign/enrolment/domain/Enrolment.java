package io.tidings.campaign.enrolment.domain;

import io.tidings.campaign.campaign.domain.CampaignId;
import io.tidings.campaign.campaign.domain.SkipIf;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StepId;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/**
 * One contact's way through one campaign. Each step falls due its delay after the time the step before was due, not after
 * the time it was worked, so that a late worker does not shift the whole sequence.
 */
@Entity
@Table(name = "enrolments")
public class Enrolment {
    /** A word such as STOP is told twice, as an answer and as an opt-out; this close together they are one. */
    private static final Duration SAME_MESSAGE = Duration.ofMinutes(1);

    @EmbeddedId
    private EnrolmentId id;

    @Column(name = "contact_id")
    private UUID contact;

    @Column(name = "campaign_id")
    private UUID campaign;

    @Enumerated(EnumType.STRING)
    private EnrolmentStatus status;

    @Column(name = "current_step")
    private int currentStep;

    @Column(name = "next_step_id")
    private @Nullable UUID nextStep;

    @Column(name = "next_step_at")
    private @Nullable Instant nextStepAt;

    @Embedded
    private Engagement engagement;

    @Column(name = "steps_completed")
    private int stepsCompleted;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "last_step_at")
    private @Nullable Instant lastStepAt;

    @Column(name = "completed_at")
    private @Nullable Instant completedAt;

    @Version
    private long version;

    @Transient
    private final List<CampaignStepDue> events = new ArrayList<>();

    protected Enrolment() {}

    /** Sets out; refuses a campaign without an active step ({@link NoSteps}). */
    public Enrolment(EnrolmentId id, UUID contact, CampaignId campaign, StepPlan plan, ZoneId zone, Instant now) {
        var first = plan.nextActive(0).orElseThrow(NoSteps::new);
        this.id = id;
        this.contact = contact;
        this.campaign = campaign.value();
        this.status = EnrolmentStatus.ACTIVE;
        this.nextStep = first.id().value();
        this.nextStepAt = first.content().delay().after(now, zone);
        this.engagement = new Engagement();
        this.startedAt = now;
    }

    /**
     * Works the step that is due, if one is: records {@link CampaignStepDue} or passes the step over, and moves on to the
     * next one or to the end. Does nothing when none is due, so that it may be called twice.
     */
    public void workDueStep(StepPlan plan, @Nullable String contactName, ZoneId zone, Instant now) {
        if (nextStep == null || nextStepAt == null || now.isBefore(nextStepAt)) {
            return;
        }
        var dueAt = nextStepAt;
        plan.byId(new StepId(id.tenant(), nextStep))
                .filter(s -> s.number() > currentStep)
                .ifPresent(step -> {
                    if (step.content().active() && !isSkipped(step.content().skipIf())) {
                        events.add(stepDue(step, contactName, dueAt));
                        stepsCompleted++;
                        lastStepAt = now;
                    }
                    currentStep = step.number();
                });
        plan.nextActive(currentStep)
                .ifPresentOrElse(
                        step -> {
                            nextStep = step.id().value();
                            nextStepAt = step.content().delay().after(dueAt, zone);
                        },
                        () -> {
                            end(EnrolmentStatus.COMPLETED);
                            completedAt = now;
                        });
    }

    private boolean isSkipped(@Nullable SkipIf condition) {
        return switch (condition) {
            case null -> false;
            case REPLIED -> engagement.repliesReceived() > 0;
            case OPENED -> engagement.opened();
        };
    }

    private CampaignStepDue stepDue(Step step, @Nullable String contactName, Instant dueAt) {
        var content = step.content();
        return new CampaignStepDue(
                id.value(),
                campaign,
                step.id().value(),
                step.number(),
                contact,
                content.template().text(),
                content.variables().forContact(contactName),
                dueAt);
    }

    /** Lets the next step wait until {@code later}. */
    public void putOff(Instant later) {
        if (nextStepAt != null) {
            nextStepAt = later;
        }
    }

    /** The campaign is over before this enrolment is. */
    public void campaignArchived() {
        if (status == EnrolmentStatus.ACTIVE) {
            end(EnrolmentStatus.PAUSED);
        }
    }

    /** The contact wrote to the business; an answer to an enrolment that has ended is only counted. */
    public void replied(StopOnReply stop, Instant at) {
        engagement.replied(at);
        if (status == EnrolmentStatus.ACTIVE) {
            switch (stop) {
                case END -> end(EnrolmentStatus.REPLIED);
                case PAUSE -> end(EnrolmentStatus.PAUSED);
                case CONTINUE -> {}
            }
        }
    }

    /** The contact wants no marketing any more; overrules the answer that said so. */
    public void optedOut(Instant at) {
        var saidSo = status == EnrolmentStatus.REPLIED && engagement.isLast(at, SAME_MESSAGE);
        if (isOpen() || saidSo) {
            end(EnrolmentStatus.UNSUBSCRIBED);
        }
    }

    public void messageSent() {
        engagement.sent();
    }

    public void messageRead(Instant at) {
        engagement.read(at);
    }

    /** A message will not arrive. Without consent no later one will either; any other reason is of that message alone. */
    public void messageFailed(String code) {
        engagement.failed(code);
        if (code.startsWith("consent.") && isOpen()) {
            end(EnrolmentStatus.UNSUBSCRIBED);
        }
    }

    private boolean isOpen() {
        return status == EnrolmentStatus.ACTIVE || status == EnrolmentStatus.PAUSED;
    }

    private void end(EnrolmentStatus end) {
        status = end;
        nextStep = null;
        nextStepAt = null;
    }

    /** What it has to tell since the last call. */
    public List<CampaignStepDue> pullEvents() {
        var pulled = List.copyOf(events);
        events.clear();
        return pulled;
    }

    public EnrolmentId id() {
        return id;
    }

    public UUID contact() {
        return contact;
    }

    public UUID campaign() {
        return campaign;
    }

    public EnrolmentStatus status() {
        return status;
    }

    /** Number of the last step that was due; 0 before the first. */
    public int currentStep() {
        return currentStep;
    }

    /** When the next step is due; null when there is none. */
    public @Nullable Instant nextStepAt() {
        return nextStepAt;
    }

    public Engagement engagement() {
        return engagement;
    }

    /** Steps handed over for sending; those passed over do not count. */
    public int stepsCompleted() {
        return stepsCompleted;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant lastStepAt() {
        return lastStepAt;
    }

    public @Nullable Instant completedAt() {
        return completedAt;
    }

    public long version() {
        return version;
    }

    /** The contact has not been enrolled in the campaign. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "enrolment.not-found", "The contact has not been enrolled in this campaign");
        }
    }

    /** The contact is on their way already; the fact {@code enrolment_id} names it. */
    public static final class Exists extends Refusal {
        public Exists(EnrolmentId id) {
            super(
                    Kind.CONFLICT,
                    "enrolment.exists",
                    "The contact is already active in this campaign",
                    Map.of("enrolment_id", id.value()));
        }
    }

    /** There is nothing to send. */
    public static final class NoSteps extends Refusal {
        NoSteps() {
            super(Kind.CONFLICT, "campaign.no-steps", "The campaign has no active step");
        }
    }
}
