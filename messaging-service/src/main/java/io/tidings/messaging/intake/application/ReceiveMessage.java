package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageReceived;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.conversation.application.Conversations;
import io.tidings.messaging.intake.application.InboundMessages.Answered;
import io.tidings.messaging.intake.domain.InboundMessage;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.PhoneNumber;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps what a person wrote: contact, window, message and MessageReceived, and does what a stop or start word asks for. The
 * same message again changes nothing.
 */
@ApplicationScoped
public class ReceiveMessage {

    /** @param number phone_numbers.id it came by */
    public record Command(TenantId tenant, UUID number, InboundMessage message) {}

    private final TenantTx tx;
    private final InboundMessages messages;
    private final UpsertContact upsertContact;
    private final Conversations conversations;
    private final ObeyWord obeyWord;
    private final MessageLog log;
    private final Outbox outbox;
    private final Clock clock;

    ReceiveMessage(
            TenantTx tx,
            InboundMessages messages,
            UpsertContact upsertContact,
            Conversations conversations,
            ObeyWord obeyWord,
            MessageLog log,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.messages = messages;
        this.upsertContact = upsertContact;
        this.conversations = conversations;
        this.obeyWord = obeyWord;
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
                                : upsertContact
                                        .handle(new UpsertContact.Command(
                                                tenant,
                                                new PhoneNumber("+" + message.from()),
                                                message.from(),
                                                message.name()))
                                        .chain(contact -> keep(command, contact.id()))));
    }

    private Uni<Void> keep(Command command, UUID contact) {
        var tenant = command.tenant();
        var message = command.message();
        var id = Ids.next();
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
                                ? announce(command, id, contact, answered, at)
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
                .chain(() -> outbox.append(tenant, received))
                .chain(() -> command.message()
                        .wish()
                        .map(found ->
                                obeyWord.handle(new ObeyWord.Command(tenant, contact, id, command.number(), found)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
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
