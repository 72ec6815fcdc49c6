package io.tidings.campaign.enrolment.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.TrackMessage;
import io.tidings.campaign.enrolment.domain.StepIntent;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageRead;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.SelectiveHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Notes that a contact has read a message of a drip. */
@ApplicationScoped
class OnMessageRead implements SelectiveHandler<MessageRead> {
    private final TrackMessage trackMessage;

    OnMessageRead(TrackMessage trackMessage) {
        this.trackMessage = trackMessage;
    }

    @Override
    public String topic() {
        return Topics.MESSAGING;
    }

    @Override
    public Class<MessageRead> type() {
        return MessageRead.class;
    }

    @Override
    public boolean concerns(MessageRead message) {
        return StepIntent.of(message.intentKey()).isPresent();
    }

    @Override
    public Uni<Void> on(Envelope<MessageRead> event) {
        return StepIntent.of(event.data().intentKey())
                .map(intent -> trackMessage.handle(new TrackMessage.Command(
                        event.tenant(),
                        intent.enrolment(),
                        new TrackMessage.Outcome.Read(event.data().readAt()))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
