package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.consent.domain.Evidence;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

/** Adds a contact by hand; refuses a phone that has one ({@code contact.exists}). */
@ApplicationScoped
public class AddContact {

    /** Where and in which words a person agreed to marketing. */
    public record MarketingConsent(String source, @Nullable String wording, Evidence evidence) {}

    /** @param actor who adds, for the ledger */
    public record Command(
            TenantId tenant,
            PhoneNumber phone,
            Profile profile,
            @Nullable MarketingConsent marketingConsent,
            @Nullable String actor) {}

    private final TenantTx tx;
    private final Contacts contacts;
    private final RecordConsent recordConsent;
    private final WelcomeContacts welcome;
    private final Clock clock;

    AddContact(TenantTx tx, Contacts contacts, RecordConsent recordConsent, WelcomeContacts welcome, Clock clock) {
        this.tx = tx;
        this.contacts = contacts;
        this.recordConsent = recordConsent;
        this.welcome = welcome;
        this.clock = clock;
    }

    public Uni<Contact> handle(Command command) {
        var wanted = Contact.of(command.phone(), null, command.profile(), clock.instant());
        return tx.run(
                command.tenant(),
                () -> contacts.findOrAdd(command.tenant(), wanted)
                        .map(found -> {
                            if (!found.added()) {
                                throw new Contact.Exists(found.contact().id());
                            }
                            return found.contact();
                        })
                        .call(contact -> welcome.handle(command.tenant(), List.of(contact)))
                        .call(contact -> agree(command, contact)));
    }

    private Uni<?> agree(Command command, Contact contact) {
        var agreed = command.marketingConsent();
        return agreed == null
                ? Uni.createFrom().voidItem()
                : recordConsent.handle(new RecordConsent.Command(
                        command.tenant(),
                        contact.id(),
                        Set.of(ConsentPurpose.MARKETING),
                        Decision.GRANTED,
                        agreed.source(),
                        agreed.wording(),
                        command.actor(),
                        agreed.evidence()));
    }
}
