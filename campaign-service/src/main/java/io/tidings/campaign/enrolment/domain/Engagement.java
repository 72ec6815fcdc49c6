package io.tidings.campaign.enrolment.domain;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** What became of the messages of one enrolment and what the contact did. News may come in any order. */
@Embeddable
public class Engagement {
    @Column(name = "messages_sent")
    private int messagesSent;

    @Column(name = "messages_failed")
    private int messagesFailed;

    @Column(name = "last_failure_code")
    private @Nullable String lastFailureCode;

    @Column(name = "replies_received")
    private int repliesReceived;

    private boolean opened;

    @Column(name = "last_engagement_at")
    private @Nullable Instant lastEngagementAt;

    protected Engagement() {}

    void sent() {
        messagesSent++;
    }

    void failed(String code) {
        messagesFailed++;
        lastFailureCode = code;
    }

    void read(Instant at) {
        opened = true;
        engaged(at);
    }

    void replied(Instant at) {
        repliesReceived++;
        engaged(at);
    }

    /** Whether the last sign of life is within {@code distance} of {@code at}. */
    boolean isLast(Instant at, Duration distance) {
        return lastEngagementAt != null
                && Duration.between(lastEngagementAt, at).abs().compareTo(distance) <= 0;
    }

    private void engaged(Instant at) {
        if (lastEngagementAt == null || at.isAfter(lastEngagementAt)) {
            lastEngagementAt = at;
        }
    }

    public int messagesSent() {
        return messagesSent;
    }

    public int messagesFailed() {
        return messagesFailed;
    }

    /** Why the last message that failed did, such as {@code consent.missing}; null when none has. */
    public @Nullable String lastFailureCode() {
        return lastFailureCode;
    }

    public int repliesReceived() {
        return repliesReceived;
    }

    /** Whether any message of the enrolment was read. */
    public boolean opened() {
        return opened;
    }

    public @Nullable Instant lastEngagementAt() {
        return lastEngagementAt;
    }
}
