package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.MessageReceived;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.intake.domain.OptWords;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.messaging.lead.application.OpenLead;
import io.tidings.messaging.message.application.MessageLog;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.messaging.smssender.application.SmsStops;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps what a person texted: contact, message, lead and MessageReceived; a stop or start word goes into the ledger. Nobody
 * is answered, because Twilio confirms those words itself, and a text opens no window on WhatsApp. The same message again
 * changes nothing.
 */
@ApplicationScoped
public class ReceiveSms {

    /**
     * @param sender sms_senders.id it came by
     * @param sid the provider's id of it
     * @param wish what the provider understood; empty when it told nothing
     */
    public record Command(
            TenantId tenant,
            UUID sender,
            String sid,
            PhoneNumber from,
            @Nullable String text,
            Optional<Wish> wish) {}

    private final TenantTx tx;
    private final InboundMessages messages;
    private final UpsertContact upsertContact;
    private final KeepWish keepWish;
    private final SmsStops stops;
    private final OpenLead openLead;
    private final MessageLog log;
    private final Outbox outbox;
    private final Clock clock;

    ReceiveSms(
            TenantTx tx,
            InboundMessages messages,
            UpsertContact upsertContact,
            KeepWish keepWish,
            SmsStops stops,
            OpenLead openLead,
            MessageLog log,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.messages = messages;
        this.upsertContact = upsertContact;
        this.keepWish = keepWish;
        this.stops = stops;
        this.openLead = openLead;
        this.log = log;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> messages.exists(tenant, command.sid())
                        .chain(exists -> exists ? Uni.createFrom().voidItem() : keep(command)));
    }

    private Uni<Void> keep(Command command) {
        var tenant = command.tenant();
        var id = Ids.next();
        var now = clock.instant();
        return upsertContact
                .find(new UpsertContact.Command(tenant, command.from(), null, null))
                .chain(found -> {
                    var contact = found.contact().id();
                    return messages.addSms(tenant, id, contact, command.sender(), command.sid(), command.text(), now)
                            .chain(added -> !added
                                    ? Uni.createFrom().voidItem()
                                    : log.append(tenant, id, MessageStatus.RECEIVED, StatusSource.PROVIDER, null, now)
                                            .chain(() -> outbox.append(
                                                    tenant,
                                                    new MessageReceived(id, contact, command.text(), null, now)))
                                            .chain(() -> wish(command).isPresent()
                                                    ? obey(
                                                            tenant,
                                                            contact,
                                                            id,
                                                            wish(command).get())
                                                    : found.added()
                                                            ? openLead.handle(new OpenLead.Command(
                                                                    tenant, found.contact(), Map.of()))
                                                            : Uni.createFrom().voidItem()));
                });
    }

    /** At Twilio CANCEL, END, QUIT and YES are no answers: it has stopped or started already. */
    private static Optional<Wish> wish(Command command) {
        return command.wish().isPresent() || command.text() == null
                ? command.wish()
                : OptWords.find(command.text(), false).map(OptWords.Found::wish);
    }

    private Uni<Void> obey(TenantId tenant, UUID contact, UUID inbound, Wish wish) {
        return switch (wish) {
            case HELP -> Uni.createFrom().voidItem();
            case STOP, STOP_ALL ->
                keepWish.texted(tenant, contact, wish, inbound)
                        .chain(() -> stops.stop(tenant, contact, clock.instant()));
            case START -> keepWish.texted(tenant, contact, wish, inbound).chain(() -> stops.resume(tenant, contact));
        };
    }
}
