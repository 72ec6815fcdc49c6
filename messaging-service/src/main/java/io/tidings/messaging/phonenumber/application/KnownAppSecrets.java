package io.tidings.messaging.phonenumber.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.AppSecrets.Signer;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What signs the webhooks of each tenant's numbers. Remembered for ten seconds, because each message brings several; a
 * change counts at once in the process that made it.
 */
@ApplicationScoped
public class KnownAppSecrets {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_TENANTS = 10_000;

    private final AppSecrets secrets;
    private final TenantTx tx;
    private final Clock clock;
    private final Cache<TenantId, List<Signer>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_TENANTS)
            .build();

    KnownAppSecrets(AppSecrets secrets, TenantTx tx, Clock clock) {
        this.secrets = secrets;
        this.tx = tx;
        this.clock = clock;
    }

    /** In a transaction of its own. */
    public Uni<List<Signer>> of(TenantId tenant) {
        var found = known.getIfPresent(tenant);
        return found != null
                ? Uni.createFrom().item(found)
                : OnContext.fresh(() -> tx.run(tenant, () -> secrets.all(tenant, clock.instant())))
                        .invoke(all -> known.put(tenant, all));
    }

    /** To be called when a change of this tenant's numbers has been committed. */
    public void forget(TenantId tenant) {
        known.invalidate(tenant);
    }
}
