package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.PhoneKey;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * A person has changed their number and WhatsApp tells: history and consent go along. When the new number has a contact
 * already, the old one becomes part of it. Told again, it changes nothing.
 */
@ApplicationScoped
public class MoveContact {

    /** Both WhatsApp ids, digits only. */
    public record Command(TenantId tenant, String oldWaId, String newWaId) {}

    private final TenantTx tx;
    private final Contacts contacts;
    private final MergeContacts mergeContacts;
    private final Outbox outbox;
    private final Clock clock;

    MoveContact(TenantTx tx, Contacts contacts, MergeContacts mergeContacts, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.contacts = contacts;
        this.mergeContacts = mergeContacts;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        if (PhoneKey.of(command.oldWaId()).equals(PhoneKey.of(command.newWaId()))) {
            return Uni.createFrom().voidItem();
        }
        return tx.run(
                command.tenant(),
                () -> contacts.byPhoneForChange(command.tenant(), new PhoneNumber("+" + command.oldWaId()))
                        .chain(old -> old.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : contacts.byPhoneForChange(command.tenant(), new PhoneNumber("+" + command.newWaId()))
                                        .chain(owner -> move(command, old.get(), owner))));
    }

    private Uni<Void> move(Command command, Contact old, Optional<Contact> owner) {
        var tenant = command.tenant();
        if (owner.isPresent()) {
            return owner.get().id().equals(old.id())
                    ? Uni.createFrom().voidItem()
                    : mergeContacts.handle(new MergeContacts.Command(
                            tenant, old.id(), owner.get().id()));
        }
        var moved = old.reachedAt(new PhoneNumber("+" + command.newWaId()), command.newWaId(), clock.instant());
        return contacts.update(tenant, moved).chain(() -> outbox.append(tenant, moved.updated()));
    }
}
