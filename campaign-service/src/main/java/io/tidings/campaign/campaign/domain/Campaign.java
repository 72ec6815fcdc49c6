package io.tidings.campaign.campaign.domain;

import io.tidings.runtime.problem.Refusal;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A named sequence of messages; its steps are aggregates of their own, in order in a {@link StepPlan}. */
@Entity
@Table(name = "campaigns")
public class Campaign {
    @EmbeddedId
    private CampaignId id;

    private String name;

    @Enumerated(EnumType.STRING)
    private CampaignStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "stop_on_reply")
    private StopOnReply stopOnReply;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    protected Campaign() {}

    public Campaign(CampaignId id, String name, StopOnReply stopOnReply, Instant now) {
        this.id = id;
        this.name = name;
        this.status = CampaignStatus.ACTIVE;
        this.stopOnReply = stopOnReply;
        this.createdAt = now;
    }

    /** Renames, pauses, takes up again or archives; refuses once it is archived ({@link Archived}). */
    public void change(String newName, CampaignStatus newStatus, StopOnReply newStopOnReply) {
        if (status == CampaignStatus.ARCHIVED) {
            throw new Archived();
        }
        name = newName;
        status = newStatus;
        stopOnReply = newStopOnReply;
    }

    /** Refuses with {@link NotActive}. */
    public void requireActive() {
        if (status != CampaignStatus.ACTIVE) {
            throw new NotActive();
        }
    }

    public CampaignId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public CampaignStatus status() {
        return status;
    }

    public StopOnReply stopOnReply() {
        return stopOnReply;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }

    /** No such campaign, or not of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "campaign.not-found", "There is no such campaign");
        }
    }

    /** Takes nobody now. */
    public static final class NotActive extends Refusal {
        NotActive() {
            super(Kind.CONFLICT, "campaign.not-active", "The campaign is paused or archived");
        }
    }

    /** Archived campaigns stay as they are. */
    public static final class Archived extends Refusal {
        Archived() {
            super(Kind.CONFLICT, "campaign.archived", "An archived campaign does not change any more");
        }
    }
}
