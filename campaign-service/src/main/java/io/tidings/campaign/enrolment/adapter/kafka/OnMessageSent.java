package io.tidings.campaign.enrolment.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.TrackMessage;
import io.tidings.campaign.enrolment.domain.StepIntent;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.SelectiveHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts the messages of a drip that the provider has taken. */
@ApplicationScoped
class OnMessageSent implements SelectiveHandler<MessageSent> {
    private final TrackMessage trackMessage;

    OnMessageSent(TrackMessage trackMessage) {
        this.trackMessage = trackMessage;
    }

    @Override
    public String topic() {
        return Topics.MESSAGING;
    }

    @Override
    public Class<MessageSent> type() {
        return MessageSent.class;
    }

    @Override
    public boolean concerns(MessageSent message) {
        return StepIntent.of(message.intentKey()).isPresent();
    }

    @Override
    public Uni<Void> on(Envelope<MessageSent> event) {
        return StepIntent.of(event.data().intentKey())
                .map(intent -> trackMessage.handle(
                        new TrackMessage.Command(event.tenant(), intent.enrolment(), new TrackMessage.Outcome.Sent())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
