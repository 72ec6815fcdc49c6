package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.OutboundMessage;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.work.DueWork;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Turns the wish to tell somebody something into at most one message: asks the Send Gate, stores the message with the
 * verdict and hands it to the dispatcher. Everything that speaks comes through here.
 */
@ApplicationScoped
public class RequestSend {
    /** Kind of the due work the dispatcher takes; its subject is the message. */
    public static final String DISPATCH = "dispatch";

    /** Whom. */
    public sealed interface Recipient {
        /** Somebody known; {@code contact.not-found} when not. */
        record OfContact(UUID contact) implements Recipient {}

        /** Whoever has this phone; becomes a contact. */
        record OfPhone(PhoneNumber phone, @Nullable String name) implements Recipient {}
    }

    /** What. */
    public sealed interface Content {
        /** An approved template; refuses unknown ones and the wrong number of parameters. */
        record Templated(String template, List<String> parameters) implements Content {}

        /** A free answer, through the number that was written to; the gate wants an open window. */
        record FreeText(String text, UUID phoneNumber) implements Content {}

        /** Nothing that could be sent: the message is kept as refused with {@code code}, so that it can say why. */
        record Unusable(String template, String code) implements Content {}
    }

    /**
     * @param intentKey unique per tenant, such as {@code order:<id>:shipping_notification}: a second wish with the same
     *     key does nothing
     */
    public record Command(
            TenantId tenant,
            Purpose purpose,
            Recipient recipient,
            Content content,
            String intentKey,
            @Nullable MessageSource source) {}

    private record Draft(
            @Nullable String template,
            @Nullable String language,
            List<String> parameters,
            @Nullable String text) {}

    private final TenantTx tx;
    private final UpsertContact upsertContact;
    private final BuiltInTemplates templates;
    private final SendGate gate;
    private final OutboundMessages messages;
    private final DueWork dueWork;
    private final Outbox outbox;
    private final Clock clock;

    RequestSend(
            TenantTx tx,
            UpsertContact upsertContact,
            BuiltInTemplates templates,
            SendGate gate,
            OutboundMessages messages,
            DueWork dueWork,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.upsertContact = upsertContact;
        this.templates = templates;
        this.gate = gate;
        this.messages = messages;
        this.dueWork = dueWork;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The new message, or empty when the intent has one already. */
    public Uni<Optional<UUID>> handle(Command command) {
        var draft = draft(command.content());
        return tx.run(
                command.tenant(),
                () -> contact(command)
                        .chain(contact -> verdict(command, contact)
                                .chain(verdict -> store(command, contact, draft, verdict, clock.instant()))));
    }

    private Uni<UUID> contact(Command command) {
        return switch (command.recipient()) {
            case Recipient.OfContact(var contact) -> Uni.createFrom().item(contact);
            case Recipient.OfPhone(var phone, var name) ->
                upsertContact
                        .handle(new UpsertContact.Command(command.tenant(), phone, null, name))
                        .map(Contact::id);
        };
    }

    private Draft draft(Content content) {
        return switch (content) {
            case Content.Templated(var name, var parameters) -> {
                var template = templates.byName(name);
                var accepted = template.accept(parameters);
                yield new Draft(name, template.language(), accepted, template.render(accepted));
            }
            case Content.FreeText free -> new Draft(null, null, List.of(), free.text());
            case Content.Unusable broken -> new Draft(broken.template(), null, List.of(), null);
        };
    }

    private Uni<Verdict> verdict(Command command, UUID contact) {
        return switch (command.content()) {
            case Content.Unusable broken -> Uni.createFrom().item(new Verdict.Refuse(broken.code()));
            case Content.Templated _ -> gate.decide(question(command, contact, false, null));
            case Content.FreeText free -> gate.decide(question(command, contact, true, free.phoneNumber()));
        };
    }

    private static Question question(Command command, UUID contact, boolean freeText, @Nullable UUID phoneNumber) {
        return new Question(
                command.tenant(), contact, command.purpose(), freeText, phoneNumber, null, command.source());
    }

    private Uni<Optional<UUID>> store(Command command, UUID contact, Draft draft, Verdict verdict, Instant now) {
        var message = new OutboundMessage(
                Ids.next(),
                contact,
                command.purpose(),
                command.intentKey(),
                command.source(),
                draft.template(),
                draft.language(),
                draft.parameters(),
                draft.text(),
                verdict,
                now);
        return messages.add(command.tenant(), message)
                .chain(added -> added
                        ? follow(command.tenant(), message).replaceWith(Optional.of(message.id()))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Void> follow(TenantId tenant, OutboundMessage message) {
        var lane = message.purpose().lane();
        return switch (message.verdict()) {
            case Verdict.Allow _ -> dueWork.schedule(tenant, DISPATCH, message.id(), lane, message.createdAt());
            case Verdict.Defer deferred -> dueWork.schedule(tenant, DISPATCH, message.id(), lane, deferred.until());
            case Verdict.Refuse(var code) ->
                outbox.append(
                        tenant,
                        new MessageFailed(
                                message.id(),
                                message.contact(),
                                message.intentKey(),
                                message.purpose().wire(),
                                code,
                                message.createdAt()));
        };
    }
}
