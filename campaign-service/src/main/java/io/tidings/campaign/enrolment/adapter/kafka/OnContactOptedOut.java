package io.tidings.campaign.enrolment.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.StopForOptOut;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** An opt-out of either scope, marketing or all, ends the drips of a contact. */
@ApplicationScoped
class OnContactOptedOut implements EventHandler<ContactOptedOut> {
    private final StopForOptOut stopForOptOut;

    OnContactOptedOut(StopForOptOut stopForOptOut) {
        this.stopForOptOut = stopForOptOut;
    }

    @Override
    public String topic() {
        return Topics.MESSAGING;
    }

    @Override
    public Class<ContactOptedOut> type() {
        return ContactOptedOut.class;
    }

    @Override
    public Uni<Void> on(Envelope<ContactOptedOut> event) {
        var optOut = event.data();
        return stopForOptOut.handle(new StopForOptOut.Command(event.tenant(), optOut.contactId(), optOut.optedOutAt()));
    }
}
