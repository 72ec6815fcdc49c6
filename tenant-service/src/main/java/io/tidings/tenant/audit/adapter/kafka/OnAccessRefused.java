package io.tidings.tenant.audit.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.access.domain.Grants;
import io.tidings.tenant.audit.application.AuditLog;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes down whom the gateway has kept out although they had a credential of the tenant. */
@ApplicationScoped
class OnAccessRefused implements EventHandler<AccessRefused> {
    private final AuditLog audit;

    OnAccessRefused(AuditLog audit) {
        this.audit = audit;
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
        var gateway = new Actor("gateway", false, null, Grants.NONE, null);
        return audit.append(
                event.tenant(),
                gateway,
                "access.refused",
                credential,
                "%s, %d times".formatted(refused.code(), refused.count()));
    }
}
