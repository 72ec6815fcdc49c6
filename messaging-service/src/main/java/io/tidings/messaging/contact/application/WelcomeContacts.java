package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.PhoneKey;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.InTurn;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What is due when contacts have come to be: it is told, and who had stopped messages before they were erased has still
 * stopped them.
 */
@ApplicationScoped
public class WelcomeContacts {
    /** Source of consent that outlived an erasure. */
    static final String SOURCE = "former-contact";

    private final FormerContacts former;
    private final PhoneMarks marks;
    private final RecordConsent recordConsent;
    private final Outbox outbox;

    WelcomeContacts(FormerContacts former, PhoneMarks marks, RecordConsent recordConsent, Outbox outbox) {
        this.former = former;
        this.marks = marks;
        this.recordConsent = recordConsent;
        this.outbox = outbox;
    }

    /** In the transaction that has added them. */
    public Uni<Void> handle(TenantId tenant, List<Contact> added) {
        if (added.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var byMark = new HashMap<String, Contact>();
        for (var contact : added) {
            var phone = contact.phone();
            if (phone != null) {
                byMark.put(marks.of(tenant, PhoneKey.of(phone)), contact);
            }
        }
        return outbox.append(tenant, added.stream().map(Contact::created).toList())
                .chain(() -> former.stopped(tenant, byMark.keySet()))
                .chain(stopped -> InTurn.each(
                        stopped.entrySet(),
                        each -> recordConsent.handle(new RecordConsent.Command(
                                tenant,
                                Objects.requireNonNull(byMark.get(each.getKey()))
                                        .id(),
                                each.getValue(),
                                Decision.REVOKED,
                                SOURCE,
                                null))));
    }
}
