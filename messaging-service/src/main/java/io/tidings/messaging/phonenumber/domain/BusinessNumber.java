package io.tidings.messaging.phonenumber.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A number a business speaks from, with the provider's token for it, sealed. */
@Entity
@Table(name = "phone_numbers")
public class BusinessNumber {

    @EmbeddedId
    private NumberId id;

    @Column(name = "phone_number_id", updatable = false)
    private String phoneNumberId;

    @Column(name = "display_phone")
    private String displayPhone;

    @Nullable
    @Column(name = "waba_id")
    private String wabaId;

    @Embedded
    @AttributeOverride(name = "sealed", column = @Column(name = "access_token"))
    @AttributeOverride(name = "lastFour", column = @Column(name = "token_last_four"))
    private SealedSecret token;

    @Nullable
    @Embedded
    @AttributeOverride(name = "sealed", column = @Column(name = "app_secret"))
    @AttributeOverride(name = "lastFour", column = @Column(name = "app_secret_last_four"))
    private SealedSecret secret;

    @Column(name = "former_app_secret")
    private byte @Nullable [] formerSecret;

    @Nullable
    @Column(name = "former_app_secret_until")
    private Instant formerSecretUntil;

    @Column(name = "messages_per_second")
    private int messagesPerSecond;

    @Embedded
    private Standing standing;

    @Nullable
    @Column(name = "portfolio_id")
    private String portfolioId;

    @Version
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected BusinessNumber() {}

    /**
     * A number ready to send.
     *
     * @param phoneNumberId Meta's id of it
     * @param token sealed by the caller
     */
    public BusinessNumber(NumberId id, String phoneNumberId, Settings settings, SealedSecret token, Instant now) {
        this.id = id;
        this.phoneNumberId = phoneNumberId;
        this.displayPhone = settings.displayPhone();
        this.wabaId = settings.wabaId();
        this.portfolioId = settings.portfolioId();
        this.messagesPerSecond = settings.messagesPerSecond();
        this.token = token;
        this.standing = Standing.active();
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
    public void rotate(SealedSecret fresh) {
        token = fresh;
    }

    /**
     * Signs its webhooks with a secret of its own, sealed by the caller.
     *
     * @param formerUntil how long the one before is accepted too
     */
    public void sign(SealedSecret fresh, Instant formerUntil) {
        formerSecret = secret == null ? null : secret.sealed();
        formerSecretUntil = secret == null ? null : formerUntil;
        secret = fresh;
    }

    /** Its webhooks are signed with the installation's secret again; its own are forgotten at once. */
    public void signAsInstallation() {
        secret = null;
        formerSecret = null;
        formerSecretUntil = null;
    }

    /** Sends again, whatever it was paused for. */
    public void resume() {
        standing = Standing.active();
    }

    /** Sends never again; its token and secrets are forgotten. */
    public void remove(Instant now) {
        standing = standing.removed(now);
        token = SealedSecret.none();
        signAsInstallation();
    }

    /** Stops sending through it; the first reason stays. */
    public void pause(String reason) {
        standing = standing.paused(reason);
    }

    public boolean isRemoved() {
        return standing.removedAt() != null;
    }

    public @Nullable String statusReason() {
        return standing.reason();
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

    public SealedSecret token() {
        return token;
    }

    /** Of the app secret of its own; null while the installation's counts. */
    public @Nullable String secretLastFour() {
        return secret == null ? null : secret.lastFour();
    }

    public int messagesPerSecond() {
        return messagesPerSecond;
    }

    public String status() {
        return standing.status();
    }

    public boolean isActive() {
        return standing.isActive();
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
