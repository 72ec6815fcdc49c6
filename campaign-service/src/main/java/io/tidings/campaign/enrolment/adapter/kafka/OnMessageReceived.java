package io.tidings.campaign.enrolment.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.TakeReply;
import io.tidings.campaign.enrolment.domain.StepIntent;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageReceived;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** An answer ends or pauses the drips of a contact. */
@ApplicationScoped
class OnMessageReceived implements EventHandler<MessageReceived> {
    private final TakeReply takeReply;

    OnMessageReceived(TakeReply takeReply) {
        this.takeReply = takeReply;
    }

    @Override
    public String topic() {
        return Topics.MESSAGING;
    }

    @Override
    public Class<MessageReceived> type() {
        return MessageReceived.class;
    }

    @Override
    public Uni<Void> on(Envelope<MessageReceived> event) {
        var message = event.data();
        var answered = StepIntent.of(message.inReplyToIntentKey()).map(StepIntent::enrolment);
        return takeReply.handle(
                new TakeReply.Command(event.tenant(), message.contactId(), answered, message.receivedAt()));
    }
}
