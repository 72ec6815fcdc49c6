package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Contacts.Found;
import io.tidings.messaging.contact.domain.Bsuid;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.messaging.contact.domain.Sender;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The contact behind whoever writes; a new one for a stranger. Somebody known by WhatsApp's id gets the phone they show
 * later, and when that phone has a contact already, the two become one.
 */
@ApplicationScoped
public class RecogniseSender {

    /** @param number phone_numbers.id they wrote to */
    public record Command(TenantId tenant, UUID number, Sender sender) {}

    private final TenantTx tx;
    private final Contacts contacts;
    private final Bsuids bsuids;
    private final UpsertContact upsertContact;
    private final MergeContacts mergeContacts;
    private final WelcomeContacts welcome;
    private final Outbox outbox;
    private final Clock clock;

    RecogniseSender(
            TenantTx tx,
            Contacts contacts,
            Bsuids bsuids,
            UpsertContact upsertContact,
            MergeContacts mergeContacts,
            WelcomeContacts welcome,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.contacts = contacts;
        this.bsuids = bsuids;
        this.upsertContact = upsertContact;
        this.mergeContacts = mergeContacts;
        this.welcome = welcome;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Found> handle(Command command) {
        var bsuid = command.sender().bsuid();
        return tx.run(command.tenant(), () -> bsuid == null ? byPhone(command) : byEither(command, bsuid));
    }

    private Uni<Found> byPhone(Command command) {
        var sender = command.sender();
        return upsertContact.find(new UpsertContact.Command(
                command.tenant(), Objects.requireNonNull(sender.phone()), sender.waId(), sender.name()));
    }

    private Uni<Found> byEither(Command command, Bsuid bsuid) {
        var tenant = command.tenant();
        return known(tenant, command.number(), bsuid)
                .chain(known -> known.isPresent()
                        ? again(command, known.get())
                        : command.sender().phone() == null ? stranger(command) : byPhone(command))
                .call(found -> bsuids.link(tenant, found.contact().id(), command.number(), bsuid, clock.instant()));
    }

    /** Looked for twice, the second time alone with this id: of two first messages at once one makes the contact. */
    private Uni<Optional<Contact>> known(TenantId tenant, UUID number, Bsuid bsuid) {
        return linked(tenant, number, bsuid)
                .chain(known -> known.isPresent()
                        ? Uni.createFrom().item(known)
                        : bsuids.hold(tenant, bsuid).chain(() -> linked(tenant, number, bsuid)));
    }

    private Uni<Optional<Contact>> linked(TenantId tenant, UUID number, Bsuid bsuid) {
        return bsuids.contact(tenant, number, bsuid)
                .chain(id -> id.isPresent()
                        ? contacts.byId(tenant, id.get())
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Found> stranger(Command command) {
        var contact = Contact.of(null, null, Profile.named(command.sender().name()), clock.instant());
        return contacts.add(command.tenant(), contact)
                .chain(() -> welcome.handle(command.tenant(), List.of(contact)))
                .replaceWith(new Found(contact, true));
    }

    private Uni<Found> again(Command command, Contact contact) {
        var phone = command.sender().phone();
        if (phone == null) {
            return Uni.createFrom().item(new Found(contact, false));
        }
        return contact.phone() == null ? firstPhone(command, contact, phone) : byPhone(command);
    }

    private Uni<Found> firstPhone(Command command, Contact contact, PhoneNumber phone) {
        var tenant = command.tenant();
        return contacts.byPhoneForChange(tenant, phone)
                .chain(owner -> owner.isPresent()
                        ? mergeContacts
                                .handle(new MergeContacts.Command(
                                        tenant, contact.id(), owner.get().id()))
                                .replaceWith(owner.get())
                        : reached(
                                tenant,
                                contact.reachedAt(phone, command.sender().waId(), clock.instant())))
                .map(found -> new Found(found, false));
    }

    private Uni<Contact> reached(TenantId tenant, Contact contact) {
        return contacts.update(tenant, contact)
                .chain(() -> outbox.append(tenant, contact.updated()))
                .replaceWith(contact);
    }
}
