package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Replaces what is known of a contact. Without a difference nothing happens and nobody is told. */
@ApplicationScoped
public class EditContact {

    /**
     * @param phone another one; null leaves it as it is
     * @param expectation is given the current version and refuses when the caller has read another
     */
    public record Command(
            TenantId tenant,
            UUID contact,
            Profile profile,
            @Nullable PhoneNumber phone,
            LongConsumer expectation) {}

    private final TenantTx tx;
    private final Contacts contacts;
    private final Outbox outbox;
    private final Clock clock;

    EditContact(TenantTx tx, Contacts contacts, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.contacts = contacts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Answers the contact as it is now; refuses unknown ones ({@code contact.not-found}), and phones of others ({@code contact.exists}). */
    public Uni<Contact> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> contacts.byIdForChange(command.tenant(), command.contact())
                        .map(found -> found.orElseThrow(Contact.NotFound::new))
                        .chain(before -> {
                            command.expectation().accept(before.version());
                            var now = clock.instant();
                            var edited = before.with(command.profile(), now);
                            var phone = command.phone();
                            var after = phone == null ? edited : edited.reachedAt(phone, null, now);
                            return after == before
                                    ? Uni.createFrom().item(before)
                                    : contacts.update(command.tenant(), after)
                                            .chain(() -> outbox.append(command.tenant(), after.updated()))
                                            .replaceWith(after);
                        }));
    }
}
