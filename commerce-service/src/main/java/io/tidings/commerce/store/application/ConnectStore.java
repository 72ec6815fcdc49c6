package io.tidings.commerce.store.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.store.domain.Store;
import io.tidings.commerce.store.domain.StoreId;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

/** Connects a shop, so that its signed webhooks are taken. */
@ApplicationScoped
public class ConnectStore {
    /** Shorter secrets can be guessed from one delivery. */
    private static final int SHORTEST_SECRET = 16;

    /**
     * The shop.
     *
     * @param shopDomain any case
     * @param webhookSecret what the shop signs with, at least 16 characters
     */
    public record Command(TenantId tenant, String platform, String name, String shopDomain, String webhookSecret) {}

    private final TenantTx tx;
    private final Stores stores;
    private final SecretBox secrets;
    private final Clock clock;

    ConnectStore(TenantTx tx, Stores stores, SecretBox secrets, Clock clock) {
        this.tx = tx;
        this.stores = stores;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Answers the new store. Refuses a weak secret ({@code store.weak-secret}) and a shop connected already
     * ({@code store.exists}).
     */
    public Uni<Store> handle(Command c) {
        if (c.webhookSecret().isBlank() || c.webhookSecret().length() < SHORTEST_SECRET) {
            throw new WeakSecret();
        }
        var id = Ids.next();
        var store = new Store(
                new StoreId(c.tenant().value(), id),
                c.platform(),
                c.name(),
                c.shopDomain().toLowerCase(Locale.ROOT),
                secrets.seal(c.tenant(), id, c.webhookSecret()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return tx.run(c.tenant(), () -> stores.add(c.tenant(), store)).replaceWith(store);
    }

    /** The secret protects nothing. */
    public static final class WeakSecret extends Refusal {
        WeakSecret() {
            super(Kind.INVALID, "store.weak-secret", "webhook_secret has at least 16 characters");
        }
    }
}
