package io.tidings.messaging.smssender.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.smssender.application.EditSmsSender;
import io.tidings.messaging.smssender.application.RegisterSmsSender;
import io.tidings.messaging.smssender.application.RemoveSmsSender;
import io.tidings.messaging.smssender.application.RotateAuthToken;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.messaging.smssender.domain.SmsSender.Settings;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * The account at Twilio by which messages go that WhatsApp does not bring, one at most. Refusals:
 * {@code sms-sender.not-found} 404, {@code sms-sender.exists} 409. The auth token is never
 * shown again; it is replaced by {@code POST /{id}/auth-token}.
 */
@Path("/api/v1/sms-senders")
class SmsSenderResource {
    private static final int USUAL_WAIT = 20;
    private static final String FROM = "\\+[1-9][0-9]{6,14}|MG[0-9a-fA-F]{32}|[0-9]{3,8}|[A-Za-z0-9][A-Za-z0-9 ]{0,10}";

    /**
     * What may go by SMS, nothing when absent.
     *
     * @param otp one-time codes that WhatsApp has not delivered in time
     * @param transactional texts to people who are not on WhatsApp
     * @param otpAfterSeconds how long a code may take on WhatsApp, 20 when absent
     */
    record FallbackRequest(
            @Nullable Boolean otp,
            @Nullable Boolean transactional,
            @Nullable @Min(5) @Max(300) Integer otpAfterSeconds) {
        Settings with(String from) {
            return new Settings(
                    from,
                    Boolean.TRUE.equals(otp),
                    Boolean.TRUE.equals(transactional),
                    Duration.ofSeconds(Objects.requireNonNullElse(otpAfterSeconds, USUAL_WAIT)));
        }
    }

    /**
     * @param accountSid Twilio's id of the account
     * @param from a number in E.164, a short code, a name, or Twilio's id of a messaging service
     */
    record RegisterRequest(
            @NotNull @Pattern(regexp = "AC[0-9a-fA-F]{32}") String accountSid,

            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{8,256}")
            String authToken,

            @NotNull @Pattern(regexp = FROM) String from,
            @Nullable @Valid FallbackRequest fallback) {
        @Override
        public String toString() {
            return "RegisterRequest[" + accountSid + "]";
        }
    }

    /**
     * Replaces what is said of a sender.
     *
     * @param status active or paused
     */
    record EditRequest(
            @NotNull @Pattern(regexp = FROM) String from,
            @Nullable @Valid FallbackRequest fallback,
            @NotNull @Pattern(regexp = "active|paused") String status) {}

    record TokenRequest(
            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{8,256}")
            String authToken) {
        @Override
        public String toString() {
            return "TokenRequest[]";
        }
    }

    record FallbackView(boolean otp, boolean transactional, long otpAfterSeconds) {}

    /**
     * @param webhookUrl where Twilio must send what people text, after the suite's public address
     * @param statusReason why it is paused: operator, or the provider's error
     */
    record SenderView(
            UUID id,
            String accountSid,
            String authTokenLastFour,
            String from,
            FallbackView fallback,
            String webhookUrl,
            String status,
            @Nullable String statusReason,
            Instant createdAt) {
        static SenderView of(SmsSender sender) {
            return new SenderView(
                    sender.id().value(),
                    sender.accountSid(),
                    sender.token().lastFour(),
                    sender.from(),
                    new FallbackView(
                            sender.isForOtp(),
                            sender.isForTransactional(),
                            sender.otpAfter().toSeconds()),
                    "/webhooks/twilio/" + sender.id().value(),
                    sender.status(),
                    sender.statusReason(),
                    sender.createdAt());
        }
    }

    private static final FallbackRequest NOTHING = new FallbackRequest(null, null, null);

    private final RegisterSmsSender registerSmsSender;
    private final EditSmsSender editSmsSender;
    private final RotateAuthToken rotateAuthToken;
    private final RemoveSmsSender removeSmsSender;
    private final SmsSenders senders;
    private final TenantTx tx;
    private final Idempotency idempotency;

    SmsSenderResource(
            RegisterSmsSender registerSmsSender,
            EditSmsSender editSmsSender,
            RotateAuthToken rotateAuthToken,
            RemoveSmsSender removeSmsSender,
            SmsSenders senders,
            TenantTx tx,
            Idempotency idempotency) {
        this.registerSmsSender = registerSmsSender;
        this.editSmsSender = editSmsSender;
        this.rotateAuthToken = rotateAuthToken;
        this.removeSmsSender = removeSmsSender;
        this.senders = senders;
        this.tx = tx;
        this.idempotency = idempotency;
    }

    @POST
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> register(@BeanParam Caller caller, @NotNull @Valid RegisterRequest body) {
        var command = new RegisterSmsSender.Command(
                caller.tenant(),
                body.accountSid(),
                Objects.requireNonNullElse(body.fallback(), NOTHING).with(body.from()),
                body.authToken());
        return idempotency.once(
                caller,
                body,
                () -> registerSmsSender
                        .handle(command)
                        .map(sender -> Answers.created(
                                "/api/v1/sms-senders/" + sender.id().value(),
                                SenderView.of(sender),
                                sender.version())));
    }

    @GET
    @PermissionsAllowed("phone-numbers:read")
    public Uni<Page<SenderView>> list(@BeanParam Caller caller) {
        var tenant = caller.tenant();
        return tx.run(
                tenant,
                () -> senders.current(tenant)
                        .map(found ->
                                new Page<>(found.stream().map(SenderView::of).toList(), null)));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("phone-numbers:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(
                tenant,
                () -> senders.byId(tenant, id)
                        .map(found -> found.orElseThrow(SmsSender.NotFound::new))
                        .map(SmsSenderResource::answer));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> edit(@BeanParam Caller caller, UUID id, @NotNull @Valid EditRequest body) {
        var settings = Objects.requireNonNullElse(body.fallback(), NOTHING).with(body.from());
        return editSmsSender
                .handle(new EditSmsSender.Command(
                        caller.tenant(), id, settings, body.status().equals("paused"), caller::expectVersion))
                .map(SmsSenderResource::answer);
    }

    /** Replaces the token; what is being sent at this moment still goes with the old one, callbacks may for a day. */
    @POST
    @Path("/{id}/auth-token")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> rotate(@BeanParam Caller caller, UUID id, @NotNull @Valid TokenRequest body) {
        return rotateAuthToken
                .handle(new RotateAuthToken.Command(caller.tenant(), id, body.authToken()))
                .map(SmsSenderResource::answer);
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed("phone-numbers:write")
    public Uni<Response> remove(@BeanParam Caller caller, UUID id) {
        return removeSmsSender
                .handle(new RemoveSmsSender.Command(caller.tenant(), id))
                .replaceWith(() -> Response.noContent().build());
    }

    private static Response answer(SmsSender sender) {
        return Answers.ok(SenderView.of(sender), sender.version());
    }
}
