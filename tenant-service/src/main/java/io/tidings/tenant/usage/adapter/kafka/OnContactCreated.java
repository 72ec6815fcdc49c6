package io.tidings.tenant.usage.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.runtime.event.BatchHandler;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.usage.application.CountUsage;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts contacts. */
@ApplicationScoped
class OnContactCreated implements BatchHandler<ContactCreated> {
    private final CountUsage countUsage;

    OnContactCreated(CountUsage countUsage) {
        this.countUsage = countUsage;
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
    public Uni<Void> on(TenantId tenant, List<Envelope<ContactCreated>> events) {
        return countUsage.contacts(
                tenant, events.stream().map(event -> event.data().createdAt()).toList());
    }
}
