package io.tidings.messaging.intake.adapter.twilio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.adapter.twilio.TwilioSettings;
import io.tidings.messaging.intake.application.StoreCallback;
import io.tidings.runtime.problem.Refusal;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Where Twilio calls us for one sender: statuses of our messages, whose id the address carries, and what people text. It
 * answers 200 when the call is durably stored, 401 for a signature that is not made with the sender's auth token, and for an
 * address of no sender, 400 for what is no form, 413 above 64 KB. The empty document makes Twilio answer nobody.
 */
@Path("/webhooks/twilio")
class TwilioWebhookResource {
    private static final int LARGEST = 64 * 1024;
    private static final String NO_REPLY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private final StoreCallback storeCallback;
    private final String publicUrl;

    TwilioWebhookResource(StoreCallback storeCallback, TwilioSettings settings) {
        this.storeCallback = storeCallback;
        this.publicUrl = settings.publicUrl();
    }

    @POST
    @Path("/{sender}")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed("webhooks:receive")
    public Uni<Response> receive(
            @PathParam("sender") String sender,
            @QueryParam("message") @Nullable String message,
            @HeaderParam("X-Twilio-Signature") @Nullable String signature,
            @Context HttpServerRequest request,
            byte[] body) {
        if (body.length > LARGEST) {
            throw new TooLarge();
        }
        var form = CallbackForm.parse(body);
        var url = publicUrl + request.uri();
        return storeCallback
                .handle(new StoreCallback.Command(
                        idOf(sender),
                        json(sender, message, form),
                        token -> TwilioSignature.isValid(signature, url, form.fields(), token)))
                .map(stored -> {
                    if (!stored) {
                        throw new BadlySigned();
                    }
                    return Response.ok(NO_REPLY, MediaType.TEXT_XML_TYPE).build();
                });
    }

    private static String json(String sender, @Nullable String message, CallbackForm form) {
        var json = JsonNodeFactory.instance.objectNode().put("sender", sender).put("message", message);
        var fields = json.putObject("form");
        form.fields().forEach((name, value) -> fields.put(storable(name), storable(value)));
        return json.toString();
    }

    /** PostgreSQL keeps no NUL and no half of a surrogate pair. */
    private static String storable(String text) {
        var copy = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(copy::appendCodePoint);
        return copy.toString();
    }

    private static UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadlySigned();
        }
    }

    /** Larger than Twilio's forms ever are. */
    static final class TooLarge extends Refusal {
        TooLarge() {
            super(Kind.TOO_LARGE, "request.too-large", "The body is too large");
        }
    }

    /** The signature is not of this call and the sender's token. */
    static final class BadlySigned extends Refusal {
        BadlySigned() {
            super(Kind.UNAUTHENTICATED, "webhook.signature", "The signature is not valid");
        }
    }
}
