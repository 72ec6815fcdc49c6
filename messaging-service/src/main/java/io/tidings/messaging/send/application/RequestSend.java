package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.OutboundMessage;
import io.tidings.messaging.message.domain.OutboundMessage.Fallback;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.messaging.question.application.PendingQuestions;
import io.tidings.messaging.send.domain.Question;
import io.tidings.messaging.send.domain.Question.TemplateName;
import io.tidings.messaging.send.domain.SendRules;
import io.tidings.messaging.template.application.KnownTemplates;
import io.tidings.messaging.template.domain.FilledTemplate;
import io.tidings.messaging.template.domain.Values;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.work.DueWork;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
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

    private static final Duration ANSWERED_WITHIN = Duration.ofHours(24);

    /** Whom. */
    public sealed interface Recipient {
        /** Somebody known; {@code contact.not-found} when not. */
        record OfContact(UUID contact) implements Recipient {}

        /** Whoever has this phone; becomes a contact. */
        record OfPhone(PhoneNumber phone, @Nullable String name) implements Recipient {}
    }

    /** What. */
    public sealed interface Content {
        /**
         * An approved template; refuses unknown ones and the wrong parameters. One that the provider has not approved, or
         * whose category is marketing or authentication where the purpose is not, is kept as refused.
         *
         * @param language null for the recipient's own, where it is known
         */
        record Templated(String template, @Nullable String language, Values values) implements Content {
            public Templated(String template, List<String> parameters) {
                this(template, null, Values.ordered(parameters));
            }
        }

        /**
         * Free words, media or buttons; the gate wants an open window.
         *
         * @param text null for media without a caption
         * @param phoneNumber the number it must leave by; null for the one the person wrote to last
         * @param fallback what goes instead once the window has closed; null for nothing
         */
        record FreeText(
                @Nullable String text,
                @Nullable UUID phoneNumber,
                @Nullable Attached attached,
                @Nullable Templated fallback)
                implements Content {
            public FreeText(String text, UUID phoneNumber) {
                this(text, phoneNumber, null, null);
            }
        }

        /** Nothing that could be sent: the message is kept as refused with {@code code}, so that it can say why. */
        record Unusable(String template, String code) implements Content {}
    }

    /**
     * @param intentKey unique per tenant, such as {@code order:<id>:shipping_notification}: a second wish with the same
     *     key does nothing
     * @param sendAt not before; null for at once
     * @param inReplyTo the message it answers
     */
    public record Command(
            TenantId tenant,
            Purpose purpose,
            Recipient recipient,
            Content content,
            String intentKey,
            @Nullable MessageSource source,
            @Nullable Instant sendAt,
            @Nullable UUID inReplyTo) {

        /** At once, and no answer to anything. */
        public Command(
                TenantId tenant,
                Purpose purpose,
                Recipient recipient,
                Content content,
                String intentKey,
                @Nullable MessageSource source) {
            this(tenant, purpose, recipient, content, intentKey, source, null, null);
        }
    }

    /** Whom it goes to, and what they speak when that is known. */
    private record Person(UUID contact, @Nullable String locale) {}

    /** @param refusal why it cannot be sent whatever the gate says */
    private record Draft(
            @Nullable String template,
            @Nullable String language,
            List<String> parameters,
            @Nullable String text,
            @Nullable Attached attached,
            @Nullable UUID through,
            @Nullable Fallback fallback,
            @Nullable String refusal) {

        static Draft refused(String template, String code) {
            return new Draft(template, null, List.of(), null, null, null, null, code);
        }

        static Draft free(Content.FreeText free, @Nullable UUID through, @Nullable Fallback fallback) {
            return new Draft(null, null, List.of(), free.text(), free.attached(), through, fallback, null);
        }

        @Nullable
        TemplateName templateName() {
            return template == null ? null : new TemplateName(template, Objects.requireNonNullElse(language, "en"));
        }
    }

    private final TenantTx tx;
    private final UpsertContact upsertContact;
    private final Contacts contacts;
    private final PendingQuestions questions;
    private final KnownTemplates templates;
    private final Situations situations;
    private final SendGate gate;
    private final OutboundMessages messages;
    private final DueWork dueWork;
    private final Outbox outbox;
    private final Clock clock;

    RequestSend(
            TenantTx tx,
            UpsertContact upsertContact,
            Contacts contacts,
            PendingQuestions questions,
            KnownTemplates templates,
            Situations situations,
            SendGate gate,
            OutboundMessages messages,
            DueWork dueWork,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.upsertContact = upsertContact;
        this.contacts = contacts;
        this.questions = questions;
        this.templates = templates;
        this.situations = situations;
        this.gate = gate;
        this.messages = messages;
        this.dueWork = dueWork;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The new message, or empty when the intent has one already. */
    public Uni<Optional<UUID>> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> person(command)
                        .chain(person ->
                                draft(command, person).chain(draft -> judged(command, person.contact(), draft))));
    }

    private Uni<Person> person(Command command) {
        return switch (command.recipient()) {
            case Recipient.OfContact(var contact) ->
                wantsLanguage(command.content())
                        ? contacts.byId(command.tenant(), contact)
                                .map(found -> new Person(
                                        contact, found.map(Contact::locale).orElse(null)))
                        : Uni.createFrom().item(new Person(contact, null));
            case Recipient.OfPhone(var phone, var name) ->
                upsertContact
                        .handle(new UpsertContact.Command(command.tenant(), phone, null, name))
                        .map(contact -> new Person(contact.id(), contact.locale()));
        };
    }

    private static boolean wantsLanguage(Content content) {
        return switch (content) {
            case Content.Templated wanted -> wanted.language() == null;
            case Content.FreeText free ->
                free.fallback() != null && free.fallback().language() == null;
            case Content.Unusable _ -> false;
        };
    }

    private Uni<Draft> draft(Command command, Person person) {
        return switch (command.content()) {
            case Content.Templated wanted -> templated(command, person, wanted);
            case Content.FreeText free ->
                fallback(command, person, free.fallback())
                        .chain(fallback -> through(command, person, free)
                                .map(number -> Draft.free(free, number.orElse(null), fallback.orElse(null))));
            case Content.Unusable broken -> Uni.createFrom().item(Draft.refused(broken.template(), broken.code()));
        };
    }

    private Uni<Optional<UUID>> through(Command command, Person person, Content.FreeText free) {
        return free.phoneNumber() == null
                ? situations.writtenTo(command.tenant(), person.contact())
                : Uni.createFrom().item(Optional.of(free.phoneNumber()));
    }

    private Uni<Optional<Fallback>> fallback(Command command, Person person, Content.@Nullable Templated instead) {
        return instead == null
                ? Uni.createFrom().item(Optional.empty())
                : templated(command, person, instead)
                        .map(draft -> draft.refusal() != null
                                ? Optional.empty()
                                : Optional.of(new Fallback(
                                        Objects.requireNonNull(draft.template()),
                                        draft.language(),
                                        draft.parameters(),
                                        draft.text(),
                                        (Attached.Frame) draft.attached())));
    }

    private Uni<Draft> templated(Command command, Person person, Content.Templated wanted) {
        return templates
                .choose(
                        command.tenant(),
                        wanted.template(),
                        wanted.language() == null ? person.locale() : wanted.language())
                .map(choice -> filled(command.purpose(), wanted.values(), choice));
    }

    private static Draft filled(Purpose purpose, Values values, KnownTemplates.Choice choice) {
        var filled = FilledTemplate.of(choice.template(), values);
        var template = filled.template();
        var isOfAnotherPurpose = switch (template.category()) {
            case "marketing" -> purpose != Purpose.MARKETING; // it would evade consent
            case "authentication" -> purpose != Purpose.OTP; // its code would be nobody's, and its button is a code's
            default -> false;
        };
        return new Draft(
                template.name(),
                template.language(),
                filled.parameters(),
                filled.text(),
                filled.frame(),
                null,
                null,
                isOfAnotherPurpose ? "template.category" : choice.refusal());
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
                    new Draft(
                            instead.template(),
                            instead.language(),
                            instead.parameters(),
                            instead.text(),
                            instead.frame(),
                            null,
                            null,
                            null));
        });
    }

    private Uni<Verdict> verdict(Command command, UUID contact, Draft draft) {
        return draft.refusal() != null
                ? Uni.createFrom().item(new Verdict.Refuse(draft.refusal()))
                : gate.decide(Question.ofNew(
                                command.tenant(),
                                contact,
                                command.purpose(),
                                draft.templateName(),
                                draft.through(),
                                command.source()))
                        .map(verdict -> postponed(verdict, command.sendAt()));
    }

    /** What may go, or wait, waits at least until it is wanted; the gate is asked again then. */
    private Verdict postponed(Verdict verdict, @Nullable Instant sendAt) {
        if (sendAt == null || !sendAt.isAfter(clock.instant())) {
            return verdict;
        }
        return switch (verdict) {
            case Verdict.Allow _ -> new Verdict.Defer(sendAt, "scheduled");
            case Verdict.Defer(var until, var code) ->
                until.isAfter(sendAt) ? verdict : new Verdict.Defer(sendAt, "scheduled");
            case Verdict.Refuse _ -> verdict;
        };
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
                draft.attached(),
                draft.through(),
                command.inReplyTo(),
                verdict,
                now);
        return messages.add(command.tenant(), message)
                .chain(added -> added
                        ? follow(command.tenant(), message)
                                .chain(() -> ask(command.tenant(), message))
                                .replaceWith(Optional.of(message.id()))
                        : Uni.createFrom().item(Optional.empty()));
    }

    /** Buttons are a question: what is pressed or written next answers it, for as long as the window stays open. */
    private Uni<Void> ask(TenantId tenant, OutboundMessage message) {
        var leaves = switch (message.verdict()) {
            case Verdict.Allow _ -> message.createdAt();
            case Verdict.Defer deferred -> deferred.until();
            case Verdict.Refuse _ -> null;
        };
        return leaves == null || !(message.attached() instanceof Attached.Buttons)
                ? Uni.createFrom().voidItem()
                : questions.ask(tenant, message.contact(), message.intentKey(), leaves.plus(ANSWERED_WITHIN));
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
