package io.tidings.tenant.audit.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.tenant.audit.application.Refusals;
import io.tidings.tenant.audit.application.WriteRefusals;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes down whom the gateway has kept out although they had a credential of the tenant. */
@ApplicationScoped
class OnAccessRefused implements EventHandler<AccessRefused> {
    private final WriteRefusals writeRefusals;

    OnAccessRefused(WriteRefusals writeRefusals) {
        this.writeRefusals = writeRefusals;
    }

    @Override
    public String topic() {
        return Topics.USAGE;
    }

    @Override
    public Class<AccessRefused> type() {
        return AccessRefused.class;
    }

    @Override
    public Uni<Void> on(Envelope<AccessRefused> event) {
        var refused = event.data();
        var credential = refused.keyId() == null ? "person" : "key:" + refused.keyId();
        return writeRefusals.handle(event.tenant(), new Refusals.Waiting(refused.code(), credential, refused.count()));
    }
}
