package io.tidings.messaging.conversation.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.ConversationView;
import io.tidings.messaging.conversation.application.Conversations;
import io.tidings.messaging.conversation.application.FindConversations;
import io.tidings.messaging.conversation.application.ReadConversation;
import io.tidings.messaging.conversation.application.ReplyToConversation;
import io.tidings.messaging.conversation.domain.ConversationStatus;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageFilter;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.send.adapter.rest.ContentRequest;
import io.tidings.messaging.send.adapter.rest.ContentRequest.InteractiveRequest;
import io.tidings.messaging.send.adapter.rest.ContentRequest.MediaRequest;
import io.tidings.messaging.send.adapter.rest.ContentRequest.TemplateRequest;
import io.tidings.messaging.send.adapter.rest.ContentRequest.TextRequest;
import io.tidings.messaging.template.application.RenderText;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Talks with people who wrote, one for each person and number. Refusals: {@code conversation.not-found} and
 * {@code message.not-found} 404, {@code conversation.filter} 400, and those of a message's content.
 */
@Path("/api/v1/conversations")
class ConversationResource {

    /** Which talks; {@code assigned_to=none} for those nobody has. */
    public static class FilterQuery {
        private static final String NOBODY = "none";

        @QueryParam("status")
        @Nullable
        String status;

        @QueryParam("assigned_to")
        @Nullable
        String assignedTo;

        @QueryParam("unread")
        @Nullable
        String unread;

        @QueryParam("contact_id")
        @Nullable
        String contact;

        FindConversations.Filter read() {
            return new FindConversations.Filter(
                    status == null ? null : ConversationStatus.find(status).orElseThrow(NotAFilter::new),
                    assignedTo == null ? null : member(assignedTo),
                    unread == null ? null : truth(unread),
                    contact == null ? null : uuid(contact));
        }

        private static String member(String text) {
            if (!text.matches("[\\x21-\\x7e]{1,200}")) {
                throw new NotAFilter();
            }
            return text.equals(NOBODY) ? "" : text;
        }

        private static boolean truth(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new NotAFilter();
            };
        }

        private static UUID uuid(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new NotAFilter();
            }
        }
    }

    /** @param inReplyTo the message of the talk that is quoted */
    record ReplyRequest(
            @Nullable UUID inReplyTo,
            @Nullable @Valid TextRequest text,
            @Nullable @Valid MediaRequest media,
            @Nullable @Valid InteractiveRequest interactive,
            @Nullable @Valid TemplateRequest template) {
        ContentRequest content() {
            return new ContentRequest(text, media, interactive, template);
        }
    }

    /** @param typing shows the person that an answer is being written */
    record ReadRequest(@Nullable Boolean typing) {}

    /** @param receiptSent whether the provider told the person */
    record ReadView(boolean receiptSent) {}

    /** @param member as the identity provider names them; absent for nobody */
    record AssignRequest(
            @Nullable @Size(max = 200) @Pattern(regexp = "[\\x21-\\x7e]+")
            String member) {}

    private final FindConversations views;
    private final Conversations conversations;
    private final ReplyToConversation reply;
    private final ReadConversation read;
    private final FindMessages messages;
    private final RenderText renderText;
    private final TenantTx tx;
    private final Idempotency idempotency;

    ConversationResource(
            FindConversations views,
            Conversations conversations,
            ReplyToConversation reply,
            ReadConversation read,
            FindMessages messages,
            RenderText renderText,
            TenantTx tx,
            Idempotency idempotency) {
        this.views = views;
        this.conversations = conversations;
        this.reply = reply;
        this.read = read;
        this.messages = messages;
        this.renderText = renderText;
        this.tx = tx;
        this.idempotency = idempotency;
    }

    /** The latest activity first. */
    @GET
    @PermissionsAllowed("conversations:read")
    public Uni<Page<ConversationView>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @BeanParam FilterQuery filter) {
        var request = page.of(caller.tenant());
        var wanted = filter.read();
        return tx.run(request.tenant(), () -> views.list(request.tenant(), request, wanted));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("conversations:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(tenant, () -> view(tenant, id));
    }

    /** All that was said, newest first. */
    @GET
    @Path("/{id}/messages")
    @PermissionsAllowed("conversations:read")
    public Uni<Page<MessageView>> messages(@BeanParam Caller caller, UUID id, @BeanParam PageQuery page) {
        var request = page.of(caller.tenant());
        var tenant = request.tenant();
        return tx.run(
                tenant,
                () -> view(tenant, id).chain(() -> messages.list(tenant, request, MessageFilter.ofConversation(id))));
    }

    /** 202 with the message and its verdict. */
    @POST
    @Path("/{id}/reply")
    @PermissionsAllowed("conversations:write")
    public Uni<Response> reply(@BeanParam Caller caller, UUID id, @NotNull @Valid ReplyRequest body) {
        var command = new ReplyToConversation.Command(
                caller.tenant(), id, body.content().content(renderText, null), body.inReplyTo());
        return idempotency.once(
                caller,
                body,
                () -> reply.handle(command)
                        .map(view -> Response.accepted(view)
                                .header(HttpHeaders.LOCATION, "/api/v1/messages/" + view.id())
                                .build()));
    }

    /** Nothing is unread any more, and the person sees that it was read. */
    @POST
    @Path("/{id}/read")
    @PermissionsAllowed("conversations:write")
    public Uni<ReadView> read(@BeanParam Caller caller, UUID id, @NotNull @Valid ReadRequest body) {
        return read.handle(new ReadConversation.Command(caller.tenant(), id, Boolean.TRUE.equals(body.typing())))
                .map(ReadView::new);
    }

    @POST
    @Path("/{id}/assign")
    @PermissionsAllowed("conversations:write")
    public Uni<Response> assign(@BeanParam Caller caller, UUID id, @NotNull @Valid AssignRequest body) {
        var tenant = caller.tenant();
        return changed(tenant, id, () -> conversations.assign(tenant, id, body.member()));
    }

    @POST
    @Path("/{id}/close")
    @PermissionsAllowed("conversations:write")
    public Uni<Response> close(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return changed(tenant, id, () -> conversations.move(tenant, id, ConversationStatus.CLOSED));
    }

    @POST
    @Path("/{id}/reopen")
    @PermissionsAllowed("conversations:write")
    public Uni<Response> reopen(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return changed(tenant, id, () -> conversations.move(tenant, id, ConversationStatus.OPEN));
    }

    private Uni<Response> changed(TenantId tenant, UUID id, Supplier<Uni<Boolean>> change) {
        return tx.run(tenant, () -> change.get().chain(() -> view(tenant, id)));
    }

    private Uni<Response> view(TenantId tenant, UUID id) {
        return views.byId(tenant, id)
                .map(found -> found.orElseThrow(FindConversations.NotFound::new))
                .map(view -> Answers.ok(view, view.version()));
    }

    /** A filter of a form nothing has. */
    static final class NotAFilter extends Refusal {
        NotAFilter() {
            super(Kind.MALFORMED, "conversation.filter", "A filter of the list has no usable value");
        }
    }
}
