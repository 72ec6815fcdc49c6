package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Erases a person (GDPR, article 17): nothing is sent to them any more, their data are taken away everywhere, and what
 * they allowed and stopped stays provable by ids and digests. A stop outlives them: who comes back with the same phone has
 * still said it. Other services hear that nothing is known of the contact any more and that they get no campaigns.
 */
@ApplicationScoped
public class EraseContact {
    private static final String CODE = "contact.erased";

    public record Command(TenantId tenant, UUID contact) {}

    private final TenantTx tx;
    private final PersonalData data;
    private final PhoneMarks marks;
    private final Consents consents;
    private final Outbox outbox;
    private final Clock clock;

    EraseContact(TenantTx tx, PersonalData data, PhoneMarks marks, Consents consents, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.data = data;
        this.marks = marks;
        this.consents = consents;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Refuses unknown contacts, and those erased before ({@code contact.not-found}). */
    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var contact = command.contact();
        var now = clock.instant();
        return tx.run(
                tenant,
                () -> data.lock(tenant, contact)
                        .map(found -> found.orElseThrow(Contact.NotFound::new))
                        .call(() -> data.cancelWaiting(tenant, contact, CODE, now))
                        .call(() -> consents.eraseEvidence(tenant, contact))
                        .call(locked -> data.erase(
                                tenant,
                                contact,
                                locked.phoneKey() == null ? null : marks.of(tenant, locked.phoneKey()),
                                now))
                        .chain(() -> outbox.append(
                                tenant,
                                List.of(
                                        new ContactOptedOut(contact, "all", "api", now),
                                        new ContactUpdated(contact, null, null, null, null, now)))));
    }
}
