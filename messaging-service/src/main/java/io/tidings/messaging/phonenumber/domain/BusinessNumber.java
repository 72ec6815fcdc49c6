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

    @Column(name = "app_secret")
    private byte @Nullable [] sealedSecret;

    @Nullable
    @Column(name = "app_secret_last_four")
    private String secretLastFour;

    @Column(name = "former_app_secret")
    private byte @Nullable [] sealedFormerSecret;

    @Nullable
    @Column(name = "former_app_secret_until")
    private Instant formerSecretUntil;

    @Column(name = "messages_per_second")
    private int messagesPerSecond;

    private String status;

    @Nullable
    @Column(name = "status_reason")
    private String statusReason;

    @Nullable
    @Column(name = "portfolio_id")
    private String portfolioId;

    @Nullable
    @Column(name = "removed_at")
    private Instant removedAt;

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
     */
    public BusinessNumber(
            NumberId id,
            String phoneNumberId,
            Settings settings,
            byte[] sealedToken,
            String tokenLastFour,
            Instant now) {
        this.id = id;
        this.phoneNumberId = phoneNumberId;
        this.displayPhone = settings.displayPhone();
        this.wabaId = settings.wabaId();
        this.portfolioId = settings.portfolioId();
        this.messagesPerSecond = settings.messagesPerSecond();
        this.sealedToken = sealedToken.clone();
        this.tokenLastFour = tokenLastFour;
        this.status = ACTIVE;
        this.createdAt = now;
    }

    /**
     * What the tenant says of a number.
     *
     * @param displayPhone how people see it
     * @param wabaId the WhatsApp business account it belongs to
     * @param portfolioId the business portfolio: numbers that share it know people by the same ids
     * @param messagesPerSecond how fast the provider lets it send, 1 to 1000
     */
    public record Settings(
            String displayPhone,
            @Nullable String wabaId,
            @Nullable String portfolioId,
            int messagesPerSecond) {}

    public void edit(Settings settings) {
        displayPhone = settings.displayPhone();
        wabaId = settings.wabaId();
        portfolioId = settings.portfolioId();
        messagesPerSecond = settings.messagesPerSecond();
    }

    /** Another token, sealed by the caller. */
    public void rotate(byte[] sealed, String lastFour) {
        sealedToken = sealed.clone();
        tokenLastFour = lastFour;
    }

    /**
     * Signs its webhooks with a secret of its own, sealed by the caller.
     *
     * @param formerUntil how long the one before is accepted too
     */
    public void sign(byte[] sealed, String lastFour, Instant formerUntil) {
        sealedFormerSecret = sealedSecret;
        formerSecretUntil = sealedSecret == null ? null : formerUntil;
        sealedSecret = sealed.clone();
        secretLastFour = lastFour;
    }

    /** Its webhooks are signed with the installation's secret again; its own are forgotten at once. */
    public void signAsInstallation() {
        sealedSecret = null;
        secretLastFour = null;
        sealedFormerSecret = null;
        formerSecretUntil = null;
    }

    /** Sends again, whatever it was paused for. */
    public void resume() {
        status = ACTIVE;
        statusReason = null;
    }

    /** Sends never again; its token and secrets are forgotten. */
    public void remove(Instant now) {
        status = PAUSED;
        statusReason = "removed";
        sealedToken = new byte[0];
        tokenLastFour = "";
        signAsInstallation();
        removedAt = now;
    }

    /** Stops sending through it; the first reason stays. */
    public void pause(String reason) {
        if (isActive()) {
            status = PAUSED;
            statusReason = reason;
        }
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    public @Nullable String statusReason() {
        return statusReason;
    }

    public @Nullable String portfolioId() {
        return portfolioId;
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

    /** Of the app secret of its own; null while the installation's counts. */
    public @Nullable String secretLastFour() {
        return secretLastFour;
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
