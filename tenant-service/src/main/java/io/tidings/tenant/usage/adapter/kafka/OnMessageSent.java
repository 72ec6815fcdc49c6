package io.tidings.tenant.usage.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.tenant.usage.application.CountUsage;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts messages. */
@ApplicationScoped
class OnMessageSent implements EventHandler<MessageSent> {
    private final CountUsage countUsage;

    OnMessageSent(CountUsage countUsage) {
        this.countUsage = countUsage;
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
    public Uni<Void> on(Envelope<MessageSent> event) {
        return countUsage.message(event.tenant(), event.data().sentAt());
    }
}
