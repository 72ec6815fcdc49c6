package io.tidings.billing.reminder.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.reminder.application.RecordOutcome;
import io.tidings.billing.reminder.application.RecordOutcome.Outcome;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.SelectiveHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** The provider has taken a message; it may be a reminder's. */
@ApplicationScoped
class OnMessageSent implements SelectiveHandler<MessageSent> {
    private final RecordOutcome record;

    OnMessageSent(RecordOutcome record) {
        this.record = record;
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
        return RecordOutcome.isOfReminder(message.intentKey());
    }

    @Override
    public Uni<Void> on(Envelope<MessageSent> event) {
        var message = event.data();
        return record.handle(new RecordOutcome.Command(
                event.tenant(), message.intentKey(), new Outcome.Sent(message.messageId(), message.sentAt())));
    }
}
