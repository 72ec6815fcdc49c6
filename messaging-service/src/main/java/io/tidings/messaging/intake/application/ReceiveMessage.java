package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageReceived;
import io.tidings.messaging.contact.application.Contacts.Found;
import io.tidings.messaging.contact.application.RecogniseSender;
import io.tidings.messaging.conversation.application.Conversations;
import io.tidings.messaging.intake.application.InboundMessages.Answered;
import io.tidings.messaging.intake.domain.InboundMessage;
import io.tidings.messaging.intake.domain.OptWords;
import io.tidings.messaging.lead.application.OpenLead;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.messaging.question.application.PendingQuestions;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps what a person wrote: contact, window, message, lead and MessageReceived, and does what a stop or start word asks
 * for. The same message again changes nothing.
 */
@ApplicationScoped
public class ReceiveMessage {

    /** @param number phone_numbers.id it came by */
    public record Command(TenantId tenant, UUID number, InboundMessage message) {}

    private final TenantTx tx;
    private final InboundMessages messages;
    private final RecogniseSender recogniseSender;
    private final Conversations conversations;
    private final PendingQuestions questions;
    private final ObeyWord obeyWord;
    private final OpenLead openLead;
    private final MessageLog log;
    private final Outbox outbox;
    private final Clock clock;

    ReceiveMessage(
            TenantTx tx,
            InboundMessages messages,
            RecogniseSender recogniseSender,
            Conversations conversations,
            PendingQuestions questions,
            ObeyWord obeyWord,
            OpenLead openLead,
            MessageLog log,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.messages = messages;
        this.recogniseSender = recogniseSender;
        this.conversations = conversations;
        this.questions = questions;
        this.obeyWord = obeyWord;
        this.openLead = openLead;
        this.log = log;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var message = command.message();
        return tx.run(
                tenant,
                () -> messages.exists(tenant, message.providerMessageId())
                        .chain(exists -> exists
                                ? Uni.createFrom().voidItem()
                                : recogniseSender
                                        .handle(new RecogniseSender.Command(tenant, command.number(), message.from()))
                                        .chain(found -> keep(command, found))));
    }

    private Uni<Void> keep(Command command, Found from) {
        var tenant = command.tenant();
        var message = command.message();
        var id = Ids.next();
        var contact = from.contact().id();
        var at = notInTheFuture(message.at());
        return answered(tenant, message)
                .chain(answered -> messages.add(
                                tenant,
                                id,
                                contact,
                                command.number(),
                                answered.map(Answered::message).orElse(null),
                                message,
                                at)
                        .chain(added -> added
                                ? announce(command, id, contact, answered, at).chain(() -> follow(command, id, from))
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> announce(Command command, UUID id, UUID contact, Optional<Answered> answered, Instant at) {
        var tenant = command.tenant();
        var received = new MessageReceived(
                id,
                contact,
                command.message().text(),
                answered.map(Answered::intentKey).orElse(null),
                at);
        return log.append(tenant, id, MessageStatus.RECEIVED, StatusSource.PROVIDER, null, at)
                .chain(() -> conversations.heardFrom(tenant, contact, command.number(), id, at))
                .chain(() -> outbox.append(tenant, received));
    }

    /** A word is obeyed; anything else answers what we asked, and makes a lead of who is new or comes from an ad. */
    private Uni<Void> follow(Command command, UUID id, Found from) {
        return wish(command, from.contact().id())
                .chain(wish -> wish.isPresent()
                        ? obeyWord.handle(new ObeyWord.Command(
                                command.tenant(), from.contact().id(), id, command.number(), wish.get()))
                        : questions
                                .answered(command.tenant(), from.contact().id())
                                .chain(() -> openLead(command, from)));
    }

    private Uni<Optional<OptWords.Found>> wish(Command command, UUID contact) {
        var found = command.message().wish();
        return found.isEmpty() || found.get().certain()
                ? Uni.createFrom().item(found)
                : questions
                        .isAwaited(command.tenant(), contact, clock.instant())
                        .map(awaited -> awaited ? Optional.empty() : found);
    }

    private Uni<Void> openLead(Command command, Found from) {
        var referral = command.message().referral();
        return from.added() || !referral.isEmpty()
                ? openLead.handle(new OpenLead.Command(command.tenant(), from.contact(), referral))
                : Uni.createFrom().voidItem();
    }

    private Uni<Optional<Answered>> answered(TenantId tenant, InboundMessage message) {
        var id = message.answersTo();
        return id == null ? Uni.createFrom().item(Optional.empty()) : messages.byProviderId(tenant, id);
    }

    private Instant notInTheFuture(Instant at) {
        var now = clock.instant();
        return at.isAfter(now) ? now : at;
    }
}
