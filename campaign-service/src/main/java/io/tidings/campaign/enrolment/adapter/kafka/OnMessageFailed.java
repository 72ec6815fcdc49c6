package io.tidings.campaign.enrolment.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.TrackMessage;
import io.tidings.campaign.enrolment.domain.StepIntent;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.SelectiveHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts the messages of a drip that will not arrive; without consent the drip ends. */
@ApplicationScoped
class OnMessageFailed implements SelectiveHandler<MessageFailed> {
    private final TrackMessage trackMessage;

    OnMessageFailed(TrackMessage trackMessage) {
        this.trackMessage = trackMessage;
    }

    @Override
    public String topic() {
        return Topics.MESSAGING;
    }

    @Override
    public Class<MessageFailed> type() {
        return MessageFailed.class;
    }

    @Override
    public boolean concerns(MessageFailed message) {
        return StepIntent.of(message.intentKey()).isPresent();
    }

    @Override
    public Uni<Void> on(Envelope<MessageFailed> event) {
        return StepIntent.of(event.data().intentKey())
                .map(intent -> trackMessage.handle(new TrackMessage.Command(
                        event.tenant(),
                        intent.enrolment(),
                        new TrackMessage.Outcome.Failed(event.data().code()))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
