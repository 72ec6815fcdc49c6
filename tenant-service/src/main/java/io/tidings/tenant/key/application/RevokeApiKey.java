package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.access.domain.Actor;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Revokes an API key; a second time changes nothing. */
@ApplicationScoped
public class RevokeApiKey {
    private final TenantTx tx;
    private final ApiKeys keys;
    private final KeyNews news;
    private final Clock clock;

    RevokeApiKey(TenantTx tx, ApiKeys keys, KeyNews news, Clock clock) {
        this.tx = tx;
        this.keys = keys;
        this.news = news;
        this.clock = clock;
    }

    public Uni<Void> handle(TenantId tenant, Actor actor, UUID id) {
        return tx.run(
                tenant,
                () -> keys.locked(tenant, id)
                        .invoke(key -> key.revoke(clock.instant()))
                        .call(key -> news.tell(tenant, actor, key, "api-key.revoked"))
                        .replaceWithVoid());
    }
}
