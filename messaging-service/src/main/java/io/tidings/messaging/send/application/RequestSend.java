package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.OutboundMessage;
import io.tidings.messaging.message.domain.OutboundMessage.Fallback;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.send.domain.Question.TemplateName;
import io.tidings.messaging.send.domain.SendRules;
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
import java.util.Objects;
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

        /**
         * A free answer, through the number that was written to; the gate wants an open window.
         *
         * @param fallback what goes instead once the window has closed; null for nothing
         */
        record FreeText(
                String text, UUID phoneNumber, @Nullable Templated fallback) implements Content {
            public FreeText(String text, UUID phoneNumber) {
                this(text, phoneNumber, null);
            }
        }

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
            @Nullable String text,
            @Nullable Fallback fallback) {
        @Nullable
        TemplateName templateName() {
            return template == null ? null : new TemplateName(template, Objects.requireNonNullElse(language, "en"));
        }
    }

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
        return tx.run(command.tenant(), () -> contact(command).chain(contact -> judged(command, contact, draft)));
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
            case Content.Templated templated -> templated(templated);
            case Content.FreeText free ->
                new Draft(
                        null,
                        null,
                        List.of(),
                        free.text(),
                        free.fallback() == null ? null : fallback(templated(free.fallback())));
            case Content.Unusable broken -> new Draft(broken.template(), null, List.of(), null, null);
        };
    }

    private Draft templated(Content.Templated content) {
        var template = templates.byName(content.template());
        var accepted = template.accept(content.parameters());
        return new Draft(content.template(), template.language(), accepted, template.render(accepted), null);
    }

    private static Fallback fallback(Draft draft) {
        return new Fallback(
                Objects.requireNonNull(draft.template()), draft.language(), draft.parameters(), draft.text());
    }

    private Uni<Optional<UUID>> judged(Command command, UUID contact, Draft draft) {
        return verdict(command, contact, draft).chain(verdict -> {
            var instead = draft.fallback();
            if (instead == null || !verdict.equals(new Verdict.Refuse(SendRules.WINDOW_CLOSED))) {
                return store(command, contact, draft, verdict, clock.instant());
            }
            return judged(
                    command,
                    contact,
                    new Draft(instead.template(), instead.language(), instead.parameters(), instead.text(), null));
        });
    }

    private Uni<Verdict> verdict(Command command, UUID contact, Draft draft) {
        return command.content() instanceof Content.Unusable broken
                ? Uni.createFrom().item(new Verdict.Refuse(broken.code()))
                : gate.decide(Question.ofNew(
                        command.tenant(),
                        contact,
                        command.purpose(),
                        draft.templateName(),
                        command.content() instanceof Content.FreeText free ? free.phoneNumber() : null,
                        command.source()));
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
                draft.fallback(),
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
