package io.tidings.tenant.usage.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.runtime.event.BatchHandler;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.usage.application.CountUsage;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts messages. */
@ApplicationScoped
class OnMessageSent implements BatchHandler<MessageSent> {
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
    public Uni<Void> on(TenantId tenant, List<Envelope<MessageSent>> events) {
        return countUsage.messages(
                tenant, events.stream().map(event -> event.data().sentAt()).toList());
    }
}
