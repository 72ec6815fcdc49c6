package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Revokes an API key; a second time changes nothing. */
@ApplicationScoped
public class RevokeApiKey {
    private final TenantTx tx;
    private final ApiKeys keys;
    private final Outbox outbox;
    private final Clock clock;

    RevokeApiKey(TenantTx tx, ApiKeys keys, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(TenantId tenant, UUID id) {
        return tx.run(
                tenant,
                () -> keys.byId(tenant, id)
                        .invoke(key -> key.revoke(clock.instant()))
                        .call(key -> CreateApiKey.announce(tenant, key, outbox))
                        .replaceWithVoid());
    }
}
