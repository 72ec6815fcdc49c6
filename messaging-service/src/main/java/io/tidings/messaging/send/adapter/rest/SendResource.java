package io.tidings.messaging.send.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.adapter.rest.ContentRequest.InteractiveRequest;
import io.tidings.messaging.send.adapter.rest.ContentRequest.MediaRequest;
import io.tidings.messaging.send.adapter.rest.ContentRequest.TemplateRequest;
import io.tidings.messaging.send.adapter.rest.ContentRequest.TextRequest;
import io.tidings.messaging.send.application.CancelMessage;
import io.tidings.messaging.send.application.PreviewSend;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.template.application.RenderText;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Says something to somebody, or tells what would become of it. What the Send Gate refuses is a message too, with its
 * verdict: 202 says that the wish is kept, not that it was sent. Refusals: {@code message.recipient},
 * {@code message.content}, {@code message.media}, {@code message.buttons}, {@code message.send-at}, {@code phone.invalid},
 * {@code template.parameters}, {@code template.parameter-kind}, {@code template.parameter-form},
 * {@code template.parameter-link} and {@code template.render} 422, {@code contact.not-found} and
 * {@code template.not-found} 404.
 */
@Path("/api/v1/messages")
class SendResource {
    private static final Duration LONGEST_AHEAD = Duration.ofDays(90);

    /**
     * With exactly one of text, media, interactive and template.
     *
     * @param to a phone; or {@code contactId}
     * @param name how to call the contact that {@code to} becomes
     * @param purpose transactional when absent; codes have an interface of their own
     * @param intentKey one message for one intent; a key of our own when absent
     * @param sendAt not before, at most 90 days ahead
     * @param fallback the template that goes instead of free words once the window has closed
     */
    record SendRequest(
            @Nullable @Size(max = 40) String to,
            @Nullable UUID contactId,
            @Nullable @Size(max = 200) String name,

            @Nullable @Pattern(regexp = "transactional|marketing|reply")
            String purpose,

            @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,200}")
            String intentKey,

            @Nullable Instant sendAt,
            @Nullable @Valid TextRequest text,
            @Nullable @Valid MediaRequest media,
            @Nullable @Valid InteractiveRequest interactive,
            @Nullable @Valid TemplateRequest template,
            @Nullable @Valid TemplateRequest fallback) {

        RequestSend.Content content(RenderText renderText) {
            return new ContentRequest(text, media, interactive, template).content(renderText, null, fallback);
        }
    }

    /**
     * @param exists true when the intent has a message already, which is the one shown
     * @param content media, or header and buttons
     */
    record PreviewView(
            boolean exists,
            String status,
            MessageView.@Nullable Judgement verdict,
            @Nullable String template,
            @Nullable String language,
            @Nullable String text,
            @Nullable JsonNode content) {
        static PreviewView of(PreviewSend.Preview preview) {
            var message = preview.message();
            return new PreviewView(
                    preview.exists(),
                    message.status(),
                    message.verdict(),
                    message.template(),
                    message.language(),
                    message.text(),
                    message.content());
        }
    }

    private final RequestSend requestSend;
    private final PreviewSend previewSend;
    private final CancelMessage cancelMessage;
    private final RenderText renderText;
    private final FindMessages messages;
    private final TenantTx tx;
    private final Idempotency idempotency;
    private final Clock clock;

    SendResource(
            RequestSend requestSend,
            PreviewSend previewSend,
            CancelMessage cancelMessage,
            RenderText renderText,
            FindMessages messages,
            TenantTx tx,
            Idempotency idempotency,
            Clock clock) {
        this.requestSend = requestSend;
        this.previewSend = previewSend;
        this.cancelMessage = cancelMessage;
        this.renderText = renderText;
        this.messages = messages;
        this.tx = tx;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** 202 with the new message; 200 with the one that the intent has already. */
    @POST
    @PermissionsAllowed("messages:write")
    public Uni<Response> send(@BeanParam Caller caller, @NotNull @Valid SendRequest body) {
        var command = command(caller.tenant(), body);
        return idempotency.once(
                caller,
                body,
                () -> tx.run(
                        command.tenant(),
                        () -> requestSend
                                .handle(command)
                                .chain(added -> added.isPresent()
                                        ? shown(command.tenant(), added.get())
                                        : messages.byIntent(command.tenant(), command.intentKey())
                                                .map(view -> Response.ok(view).build()))));
    }

    private Uni<Response> shown(TenantId tenant, UUID message) {
        return messages.byId(tenant, message)
                .map(found -> Response.accepted(found.orElseThrow())
                        .header(HttpHeaders.LOCATION, "/api/v1/messages/" + message)
                        .build());
    }

    /** What would become of it, and why, without sending or keeping anything. */
    @POST
    @Path("/preview")
    @PermissionsAllowed("messages:read")
    public Uni<PreviewView> preview(@BeanParam Caller caller, @NotNull @Valid SendRequest body) {
        return previewSend.handle(command(caller.tenant(), body)).map(PreviewView::of);
    }

    /** Refuses what does not wait any more ({@code message.not-waiting}, 409). */
    @POST
    @Path("/{id}/cancel")
    @PermissionsAllowed("messages:write")
    public Uni<MessageView> cancel(@BeanParam Caller caller, UUID id) {
        return cancelMessage.handle(new CancelMessage.Command(caller.tenant(), id, caller.principal()));
    }

    private RequestSend.Command command(TenantId tenant, SendRequest body) {
        var sendAt = body.sendAt();
        if (sendAt != null && sendAt.isAfter(clock.instant().plus(LONGEST_AHEAD))) {
            throw new TooFarAhead();
        }
        var intent = body.intentKey() == null ? "api:" + Ids.next() : body.intentKey();
        return new RequestSend.Command(
                tenant,
                body.purpose() == null ? Purpose.TRANSACTIONAL : Purpose.of(body.purpose()),
                recipient(body),
                body.content(renderText),
                intent,
                new MessageSource("api", intent),
                sendAt,
                null);
    }

    private static RequestSend.Recipient recipient(SendRequest body) {
        var phone = body.to();
        var contact = body.contactId();
        if (phone != null && contact == null) {
            return new RequestSend.Recipient.OfPhone(PhoneNumber.parse(phone), body.name());
        }
        if (contact != null && phone == null) {
            return new RequestSend.Recipient.OfContact(contact);
        }
        throw new NotOneRecipient();
    }

    /** Neither or both of to and contact_id. */
    static final class NotOneRecipient extends Refusal {
        NotOneRecipient() {
            super(Kind.INVALID, "message.recipient", "A message takes either to or contact_id");
        }
    }

    /** More than 90 days. */
    static final class TooFarAhead extends Refusal {
        TooFarAhead() {
            super(Kind.INVALID, "message.send-at", "A message can be scheduled at most 90 days ahead");
        }
    }
}
