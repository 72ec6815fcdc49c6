package io.tidings.messaging.otp.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.application.SendCode;
import io.tidings.messaging.otp.application.VerifyCode;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.NotNow;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * One-time codes. Answers do not tell whether a phone is known. Refusals: {@code otp.too-soon},
 * {@code otp.destination-limit}, {@code otp.address-limit}, {@code otp.prefix-limit}, {@code otp.tenant-limit},
 * {@code otp.prefix-paused} and {@code otp.locked} 429 with {@code retry_after}, {@code otp.undeliverable} 409 with
 * {@code reason}, {@code otp.country}, {@code otp.purpose} and {@code phone.invalid} 422.
 *
 * <p>Keys that begin with {@code tdg_test_} send nothing and know no limits but the attempts; the code is all zeros. Numbers
 * that act: {@code +15005550001} is undeliverable, {@code +15005550002} too soon, {@code +15005550003} locked.
 */
@Path("/api/v1/otp")
class OtpResource {
    private static final String UNDELIVERABLE = "+15005550001";
    private static final String TOO_SOON = "+15005550002";
    private static final String LOCKED = "+15005550003";
    private static final int MAGIC_WAIT = 30;

    /** @param clientAddress the IP address of who asked, as the tenant saw it; a limit of its own goes by it */
    record SendRequest(
            @NotBlank @Size(max = 40) String phone,
            @NotBlank @Size(max = 20) String purpose,

            @Nullable @Pattern(regexp = "[0-9a-fA-F:.]{2,45}")
            String clientAddress) {}

    record VerifyRequest(
            @NotBlank @Size(max = 40) String phone,
            @NotBlank @Size(max = 20) String purpose,
            @NotNull @Pattern(regexp = "[0-9]{4,10}") String code) {
        @Override
        public String toString() {
            return "VerifyRequest[" + purpose + "]"; // the code stays out of logs
        }
    }

    /** @param resendAfter seconds until the same phone may be sent another one */
    record SentView(UUID id, String purpose, Instant expiresAt, long resendAfter) {
        static SentView of(SendCode.Sent sent, OtpPurpose purpose) {
            return new SentView(
                    sent.id(),
                    purpose.wire(),
                    sent.expiresAt(),
                    sent.resendAfter().toSeconds());
        }
    }

    record VerifiedView(boolean verified) {}

    private final SendCode sendCode;
    private final VerifyCode verifyCode;
    private final Idempotency idempotency;

    OtpResource(SendCode sendCode, VerifyCode verifyCode, Idempotency idempotency) {
        this.sendCode = sendCode;
        this.verifyCode = verifyCode;
        this.idempotency = idempotency;
    }

    @POST
    @Path("/send")
    @PermissionsAllowed("otp:write")
    public Uni<Response> send(@BeanParam Caller caller, @NotNull @Valid SendRequest body) {
        var tenant = caller.tenant();
        var purpose = OtpPurpose.of(body.purpose());
        if (caller.isTest()) {
            act(body.phone());
        }
        var command = new SendCode.Command(
                tenant, purpose, Destination.parse(body.phone(), caller.isTest()), body.clientAddress());
        return idempotency.once(
                caller,
                body,
                () -> sendCode.handle(command)
                        .map(sent ->
                                Response.accepted(SentView.of(sent, purpose)).build()));
    }

    @POST
    @Path("/verify")
    @PermissionsAllowed("otp:write")
    public Uni<VerifiedView> verify(@BeanParam Caller caller, @NotNull @Valid VerifyRequest body) {
        var tenant = caller.tenant();
        var purpose = OtpPurpose.of(body.purpose());
        if (caller.isTest()) {
            act(body.phone());
        }
        var destination = Destination.parse(body.phone(), caller.isTest());
        return verifyCode
                .handle(new VerifyCode.Command(tenant, purpose, destination, body.code()))
                .map(VerifiedView::new);
    }

    private static void act(String phone) {
        switch (phone) {
            case UNDELIVERABLE -> throw new SendCode.Undeliverable("number.none");
            case TOO_SOON -> throw new NotNow.TooSoon(MAGIC_WAIT);
            case LOCKED -> throw new NotNow.Locked(MAGIC_WAIT);
            default -> {}
        }
    }
}
