package io.tidings.campaign.contact.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.contact.application.KeepContact;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Feeds the read model of contacts. */
@ApplicationScoped
class OnContactUpdated implements EventHandler<ContactUpdated> {
    private final KeepContact keepContact;

    OnContactUpdated(KeepContact keepContact) {
        this.keepContact = keepContact;
    }

    @Override
    public String topic() {
        return Topics.MESSAGING;
    }

    @Override
    public Class<ContactUpdated> type() {
        return ContactUpdated.class;
    }

    @Override
    public boolean sideBySide() {
        return true;
    }

    @Override
    public Uni<Void> on(Envelope<ContactUpdated> event) {
        var contact = event.data();
        return keepContact.handle(new KeepContact.Command(
                event.tenant(), new KnownContact(contact.contactId(), contact.name()), contact.updatedAt()));
    }
}
