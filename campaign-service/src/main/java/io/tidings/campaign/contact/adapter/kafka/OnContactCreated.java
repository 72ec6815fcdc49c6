package io.tidings.campaign.contact.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.contact.application.KeepContact;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Feeds the read model of contacts. */
@ApplicationScoped
class OnContactCreated implements EventHandler<ContactCreated> {
    private final KeepContact keepContact;

    OnContactCreated(KeepContact keepContact) {
        this.keepContact = keepContact;
    }

    @Override
    public String topic() {
        return Topics.MESSAGING;
    }

    @Override
    public Class<ContactCreated> type() {
        return ContactCreated.class;
    }

    @Override
    public boolean sideBySide() {
        return true;
    }

    @Override
    public Uni<Void> on(Envelope<ContactCreated> event) {
        var contact = event.data();
        return keepContact.handle(new KeepContact.Command(
                event.tenant(), new KnownContact(contact.contactId(), contact.name()), contact.createdAt()));
    }
}
