package io.tidings.messaging.intake.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.intake.application.StoreChanges;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Where Meta calls us. {@code GET} is the handshake of the subscription; {@code POST} brings statuses and messages of any of
 * our numbers, several in one call. It answers 200 when they are durably stored, 401 for a signature that is not made with
 * the number's app secret, or the installation's when it has none, 400 for what is no JSON object, 413 above 3 MB. Meta
 * delivers at least once, in no order, and repeats for up to seven days what was not answered with 200.
 */
@Path("/webhooks/whatsapp")
class WhatsAppWebhookResource {
    private static final int LARGEST = 3 * 1024 * 1024;

    private final StoreChanges storeChanges;
    private final WebhookSettings settings;

    WhatsAppWebhookResource(StoreChanges storeChanges, WebhookSettings settings) {
        this.storeChanges = storeChanges;
        this.settings = settings;
    }

    @GET
    @PermissionsAllowed("webhooks:receive")
    public Response handshake(
            @QueryParam("hub.mode") @Nullable String mode,
            @QueryParam("hub.verify_token") @Nullable String token,
            @QueryParam("hub.challenge") @Nullable String challenge) {
        var expected = settings.verifyToken().orElse("");
        if (!"subscribe".equals(mode)
                || token == null
                || challenge == null
                || challenge.length() > 500
                || expected.isEmpty()
                || !MessageDigest.isEqual(token.getBytes(UTF_8), expected.getBytes(UTF_8))) {
            throw new NotOurHandshake();
        }
        return Response.ok(challenge, MediaType.TEXT_PLAIN_TYPE).build();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed("webhooks:receive")
    public Uni<Response> receive(@HeaderParam("X-Hub-Signature-256") @Nullable String signature, byte[] body) {
        if (body.length > LARGEST) {
            throw new TooLarge();
        }
        if (!HubSignature.isWellFormed(signature)) {
            throw new StoreChanges.BadlySigned();
        }
        var byInstallation =
                HubSignature.isValid(signature, body, settings.appSecret().orElse(List.of()));
        var made =
                new StoreChanges.Signature(byInstallation, secrets -> HubSignature.isValid(signature, body, secrets));
        return storeChanges
                .handle(split(body, made))
                .replaceWith(() -> Response.ok().build());
    }

    /** Who has signed with no secret that could count is told nothing of the body's form. */
    private static StoreChanges.Command split(byte[] body, StoreChanges.Signature signature) {
        try {
            return WebhookBody.split(body, signature);
        } catch (WebhookBody.NotJson e) {
            throw signature.byInstallation() ? e : new StoreChanges.BadlySigned();
        }
    }

    /** Larger than a provider's webhook ever is. */
    static final class TooLarge extends Refusal {
        TooLarge() {
            super(Kind.TOO_LARGE, "request.too-large", "The body is too large");
        }
    }

    /** Another token, mode or no challenge. */
    static final class NotOurHandshake extends Refusal {
        NotOurHandshake() {
            super(Kind.FORBIDDEN, "webhook.handshake", "The handshake is not the one we agreed on");
        }
    }
}
