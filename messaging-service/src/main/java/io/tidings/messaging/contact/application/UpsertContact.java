package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Contacts.Found;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** The contact behind a phone that an order or an inbound message names; a new one when nobody knows it yet. */
@ApplicationScoped
public class UpsertContact {

    /**
     * @param waId as WhatsApp spells the phone, when it is who names it
     * @param name fills an unknown name, never replaces one
     */
    public record Command(
            TenantId tenant,
            PhoneNumber phone,
            @Nullable String waId,
            @Nullable String name) {}

    private final TenantTx tx;
    private final Contacts contacts;
    private final WelcomeContacts welcome;
    private final Outbox outbox;
    private final Clock clock;

    UpsertContact(TenantTx tx, Contacts contacts, WelcomeContacts welcome, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.contacts = contacts;
        this.welcome = welcome;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Contact> handle(Command command) {
        return find(command).map(Found::contact);
    }

    /** As {@link #handle}, and tells whether the contact is new. */
    public Uni<Found> find(Command command) {
        var now = clock.instant();
        var wanted = Contact.of(command.phone(), command.waId(), Profile.named(command.name()), now);
        return tx.run(
                command.tenant(),
                () -> contacts.findOrAdd(command.tenant(), wanted)
                        .chain(found -> found.added()
                                ? welcome.handle(command.tenant(), List.of(found.contact()))
                                        .replaceWith(found)
                                : complete(command, found.contact(), now).map(contact -> new Found(contact, false))));
    }

    private Uni<Contact> complete(Command command, Contact contact, Instant now) {
        var waId = command.waId();
        var learned = waId == null || waId.equals(contact.waId())
                ? Uni.createFrom().voidItem()
                : contacts.learnWaId(command.tenant(), contact.id(), waId);
        if (contact.completedBy(command.name(), now) == contact) {
            return learned.replaceWith(contact);
        }
        // a rare case: read again under a lock, so that of two who fill the gap one alone tells of it
        return learned.chain(() -> contacts.byIdForChange(command.tenant(), contact.id()))
                .map(locked -> locked.orElse(contact))
                .chain(locked -> {
                    var completed = locked.completedBy(command.name(), now);
                    return completed == locked
                            ? Uni.createFrom().item(locked)
                            : contacts.update(command.tenant(), completed)
                                    .chain(() -> outbox.append(command.tenant(), completed.updated()))
                                    .replaceWith(completed);
                });
    }
}
