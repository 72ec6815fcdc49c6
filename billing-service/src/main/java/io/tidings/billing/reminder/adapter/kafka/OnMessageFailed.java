package io.tidings.billing.reminder.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.reminder.application.RecordOutcome;
import io.tidings.billing.reminder.application.RecordOutcome.Outcome;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.SelectiveHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** A message will not arrive; it may be a reminder's. */
@ApplicationScoped
class OnMessageFailed implements SelectiveHandler<MessageFailed> {
    private final RecordOutcome record;

    OnMessageFailed(RecordOutcome record) {
        this.record = record;
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
        return RecordOutcome.isOfReminder(message.intentKey());
    }

    @Override
    public Uni<Void> on(Envelope<MessageFailed> event) {
        var message = event.data();
        return record.handle(new RecordOutcome.Command(
                event.tenant(), message.intentKey(), new Outcome.Failed(message.messageId(), message.code())));
    }
}
