package io.tidings.messaging.phonenumber.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A number a business speaks from, with the provider's token for it, sealed. */
@Entity
@Table(name = "phone_numbers")
public class BusinessNumber {
    private static final String ACTIVE = "active";
    private static final String PAUSED = "paused";

    @EmbeddedId
    private NumberId id;

    @Column(name = "phone_number_id", updatable = false)
    private String phoneNumberId;

    @Column(name = "display_phone")
    private String displayPhone;

    @Nullable
    @Column(name = "waba_id")
    private String wabaId;

    @Column(name = "access_token")
    private byte[] sealedToken;

    @Column(name = "token_last_four")
    private String tokenLastFour;

    @Column(name = "messages_per_second")
    private int messagesPerSecond;

    private String status;

    @Nullable
    @Column(name = "status_reason")
    private String statusReason;

    @Version
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected BusinessNumber() {}

    /**
     * A number ready to send.
     *
     * @param phoneNumberId Meta's id of it
     * @param sealedToken encrypted by the caller; this class never sees the token but its end
     * @param messagesPerSecond how fast the provider lets it send, 1 to 1000
     */
    public BusinessNumber(
            NumberId id,
            String phoneNumberId,
            String displayPhone,
            @Nullable String wabaId,
            byte[] sealedToken,
            String tokenLastFour,
            int messagesPerSecond,
            Instant now) {
        this.id = id;
        this.phoneNumberId = phoneNumberId;
        this.displayPhone = displayPhone;
        this.wabaId = wabaId;
        this.sealedToken = sealedToken.clone();
        this.tokenLastFour = tokenLastFour;
        this.messagesPerSecond = messagesPerSecond;
        this.status = ACTIVE;
        this.createdAt = now;
    }

    /** Stops sending through it; the first reason stays. */
    public void pause(String reason) {
        if (isActive()) {
            status = PAUSED;
            statusReason = reason;
        }
    }

    public NumberId id() {
        return id;
    }

    public String phoneNumberId() {
        return phoneNumberId;
    }

    public String displayPhone() {
        return displayPhone;
    }

    public @Nullable String wabaId() {
        return wabaId;
    }

    public byte[] sealedToken() {
        return sealedToken.clone();
    }

    public String tokenLastFour() {
        return tokenLastFour;
    }

    public int messagesPerSecond() {
        return messagesPerSecond;
    }

    public String status() {
        return status;
    }

    public boolean isActive() {
        return ACTIVE.equals(status);
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** There is no such number of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "phone-number.not-found", "There is no such phone number");
        }
    }

    /** Registered already, by whomever: the answer does not say. */
    public static final class Taken extends Refusal {
        public Taken() {
            super(Kind.CONFLICT, "phone-number.taken", "This phone_number_id is registered already");
        }
    }
}
