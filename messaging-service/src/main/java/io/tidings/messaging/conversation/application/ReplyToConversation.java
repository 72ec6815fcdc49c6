package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.Conversations.Parties;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.send.application.RequestSend.Content;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Answers a person by the number they wrote to. Free words need an open window, a template does not: what the gate refuses is
 * kept with its reason, and the talk stays as it was.
 */
@ApplicationScoped
public class ReplyToConversation {

    /**
     * @param content free words leave by the number of the talk, whatever number they name
     * @param inReplyTo a message of the talk that is answered
     */
    public record Command(
            TenantId tenant,
            UUID conversation,
            Content content,
            @Nullable UUID inReplyTo) {}

    private final TenantTx tx;
    private final Conversations conversations;
    private final RequestSend requestSend;
    private final FindMessages messages;

    ReplyToConversation(TenantTx tx, Conversations conversations, RequestSend requestSend, FindMessages messages) {
        this.tx = tx;
        this.conversations = conversations;
        this.requestSend = requestSend;
        this.messages = messages;
    }

    /** The message, with its verdict; refuses an answer to a message of somebody else ({@code message.not-found}). */
    public Uni<MessageView> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> conversations
                        .parties(tenant, command.conversation())
                        .map(found -> found.orElseThrow(FindConversations.NotFound::new))
                        .call(parties -> requireOurs(command, parties))
                        .chain(parties -> requestSend.handle(request(command, parties)))
                        .chain(sent -> view(tenant, sent.orElseThrow()))
                        .call(view -> view.status().equals(MessageStatus.REFUSED.wire())
                                ? Uni.createFrom().voidItem()
                                : conversations.answered(tenant, command.conversation(), view.id())));
    }

    private Uni<Void> requireOurs(Command command, Parties parties) {
        var answered = command.inReplyTo();
        return answered == null
                ? Uni.createFrom().voidItem()
                : view(command.tenant(), answered)
                        .invoke(view -> {
                            if (!view.contactId().equals(parties.contact())) {
                                throw new FindMessages.NotFound();
                            }
                        })
                        .replaceWithVoid();
    }

    private static RequestSend.Command request(Command command, Parties parties) {
        var content = command.content() instanceof Content.FreeText free
                ? new Content.FreeText(free.text(), parties.number(), free.attached(), null)
                : command.content();
        return new RequestSend.Command(
                command.tenant(),
                Purpose.REPLY,
                new RequestSend.Recipient.OfContact(parties.contact()),
                content,
                "reply:" + Ids.next(),
                new MessageSource("conversation", command.conversation().toString()),
                null,
                command.inReplyTo());
    }

    private Uni<MessageView> view(TenantId tenant, UUID message) {
        return messages.byId(tenant, message).map(found -> found.orElseThrow(FindMessages.NotFound::new));
    }
}
