package io.tidings.messaging.smssender.domain;

import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.phonenumber.domain.SealedSecret;
import io.tidings.messaging.phonenumber.domain.Standing;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A tenant's account at Twilio, its token sealed, and what may go through it when WhatsApp does not reach somebody. */
@Entity
@Table(name = "sms_senders")
public class SmsSender {
    private static final Duration TOKEN_LINGERS = Duration.ofHours(24);

    @EmbeddedId
    private SmsSenderId id;

    @Column(name = "account_sid", updatable = false)
    private String accountSid;

    @Embedded
    @AttributeOverride(name = "sealed", column = @Column(name = "auth_token"))
    @AttributeOverride(name = "lastFour", column = @Column(name = "token_last_four"))
    private SealedSecret token;

    @Column(name = "previous_token")
    private byte @Nullable [] previousToken;

    @Nullable
    @Column(name = "previous_token_until")
    private Instant previousTokenUntil;

    @Column(name = "sends_from")
    private String from;

    @Column(name = "for_otp")
    private boolean forOtp;

    @Column(name = "for_transactional")
    private boolean forTransactional;

    @Column(name = "otp_after_seconds")
    private int otpAfterSeconds;

    @Embedded
    private Standing standing;

    @Version
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected SmsSender() {}

    /**
     * A sender ready to send.
     *
     * @param accountSid Twilio's id of the account
     * @param token sealed by the caller
     */
    public SmsSender(SmsSenderId id, String accountSid, Settings settings, SealedSecret token, Instant now) {
        this.id = id;
        this.accountSid = accountSid;
        this.token = token;
        this.standing = Standing.active();
        this.createdAt = now;
        edit(settings);
    }

    /**
     * What the tenant says of a sender.
     *
     * @param from the number or name messages come from, or Twilio's id of a messaging service that chooses one
     * @param forOtp one-time codes may go by it
     * @param forTransactional what WhatsApp cannot bring for want of an account there may go by it
     * @param otpAfter how long a code on WhatsApp may take to arrive until it goes by SMS too
     */
    public record Settings(String from, boolean forOtp, boolean forTransactional, Duration otpAfter) {}

    /** Replaces what the tenant says of it. */
    public final void edit(Settings settings) {
        from = settings.from();
        forOtp = settings.forOtp();
        forTransactional = settings.forTransactional();
        otpAfterSeconds = (int) settings.otpAfter().toSeconds();
    }

    /** Another token, sealed by the caller. Callbacks signed with the one before are believed for a day. */
    public void rotate(SealedSecret fresh, Instant now) {
        previousToken = token.sealed();
        previousTokenUntil = now.plus(TOKEN_LINGERS);
        token = fresh;
    }

    /** Sends again, whatever it was paused for. */
    public void resume() {
        standing = Standing.active();
    }

    /** Stops sending through it; the first reason stays. */
    public void pause(String reason) {
        standing = standing.paused(reason);
    }

    /** Sends never again; its tokens are forgotten. */
    public void remove(Instant now) {
        standing = standing.removed(now);
        token = SealedSecret.none();
        previousToken = null;
        previousTokenUntil = null;
    }

    /** True when messages of this purpose may go by SMS. */
    public boolean carries(Purpose purpose) {
        return isActive()
                && switch (purpose) {
                    case OTP -> forOtp;
                    case TRANSACTIONAL -> forTransactional;
                    case REPLY, MARKETING -> false;
                };
    }

    /** Sealed tokens that callbacks may be signed with, the current one first. */
    public List<byte[]> signingTokens(Instant now) {
        return previousToken != null && previousTokenUntil != null && now.isBefore(previousTokenUntil)
                ? List.of(token.sealed(), previousToken.clone())
                : List.of(token.sealed());
    }

    public SmsSenderId id() {
        return id;
    }

    public String accountSid() {
        return accountSid;
    }

    public SealedSecret token() {
        return token;
    }

    public String from() {
        return from;
    }

    public boolean isForOtp() {
        return forOtp;
    }

    public boolean isForTransactional() {
        return forTransactional;
    }

    public Duration otpAfter() {
        return Duration.ofSeconds(otpAfterSeconds);
    }

    public String status() {
        return standing.status();
    }

    public @Nullable String statusReason() {
        return standing.reason();
    }

    public boolean isActive() {
        return standing.isActive();
    }

    public boolean isRemoved() {
        return standing.removedAt() != null;
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** There is no such sender of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "sms-sender.not-found", "There is no such SMS sender");
        }
    }

    /** A tenant has one sender at most. */
    public static final class Exists extends Refusal {
        public Exists() {
            super(Kind.CONFLICT, "sms-sender.exists", "There is an SMS sender already");
        }
    }
}
