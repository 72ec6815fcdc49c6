package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.audit.application.AuditLog;
import io.tidings.tenant.key.domain.ApiKey;

import jakarta.enterprise.context.ApplicationScoped;

/** What is told of a key: its events, its line in the directory and a row of the audit log, in one transaction. */
@ApplicationScoped
class KeyNews {
    private final Outbox outbox;
    private final AuditLog audit;

    KeyNews(Outbox outbox, AuditLog audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Nothing when nothing has happened to the key. */
    Uni<Void> tell(TenantId tenant, Actor actor, ApiKey key, String action) {
        var events = key.pullEvents();
        var name = "key:" + key.id().value();
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.append(tenant, events)
                        .chain(() -> outbox.appendState(tenant, Topics.DIRECTORY, name, key.directoryEntry()))
                        .chain(() -> audit.append(tenant, actor, action, name));
    }
}
