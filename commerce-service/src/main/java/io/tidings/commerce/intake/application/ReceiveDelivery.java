package io.tidings.commerce.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.intake.domain.Delivery;
import io.tidings.commerce.store.application.SecretBox;
import io.tidings.commerce.store.application.Stores;
import io.tidings.commerce.store.domain.Store;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps a signed delivery and schedules its work, in one transaction and without Kafka: a shop gives up on an address
 * that does not answer in seconds.
 */
@ApplicationScoped
public class ReceiveDelivery {
    /** Kind of due work. */
    public static final String WORK = "intake.delivery";

    private static final int LONGEST_ID = 200;

    /** What became of a delivery. */
    public enum Outcome {
        KEPT,
        KNOWN,
        NOT_WANTED,
        BADLY_SIGNED
    }

    /**
     * One delivery.
     *
     * @param webhookId the shop's id of the delivery; empty when it has none, then the body itself is its identity
     * @param isWanted false for topics that are taken and thrown away
     * @param isSignedWith tells whether a secret signed the body
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Command(
            TenantId tenant,
            UUID store,
            String webhookId,
            String topic,
            boolean isWanted,
            byte[] body,
            Predicate<String> isSignedWith) {}

    private final TenantTx tx;
    private final Stores stores;
    private final SecretBox secrets;
    private final Deliveries deliveries;
    private final DueWork dueWork;
    private final Clock clock;

    ReceiveDelivery(
            TenantTx tx, Stores stores, SecretBox secrets, Deliveries deliveries, DueWork dueWork, Clock clock) {
        this.tx = tx;
        this.stores = stores;
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    /** Keeps nothing that is badly signed; no store, no signature. */
    public Uni<Outcome> handle(Command c) {
        return tx.run(
                c.tenant(),
                () -> stores.find(c.tenant(), c.store()).chain(store -> {
                    if (store.isEmpty() || !isSigned(c, store.get())) {
                        return Uni.createFrom().item(Outcome.BADLY_SIGNED);
                    }
                    return c.isWanted() ? keep(c) : Uni.createFrom().item(Outcome.NOT_WANTED);
                }));
    }

    private boolean isSigned(Command c, Store store) {
        return c.isSignedWith().test(secrets.open(c.tenant(), c.store(), store.webhookSecret()));
    }

    private Uni<Outcome> keep(Command c) {
        var now = clock.instant();
        var delivery = new Delivery(Ids.next(), c.store(), identity(c), c.topic(), c.body(), now);
        return deliveries
                .keep(c.tenant(), delivery)
                .chain(isNew -> isNew
                        ? dueWork.schedule(c.tenant(), WORK, delivery.id(), now).replaceWith(Outcome.KEPT)
                        : Uni.createFrom().item(Outcome.KNOWN));
    }

    private static String identity(Command c) {
        var isUsable = !c.webhookId().isBlank()
                && c.webhookId().length() <= LONGEST_ID
                && c.webhookId().indexOf('\0') < 0;
        return isUsable ? c.webhookId() : c.topic() + " " + UUID.nameUUIDFromBytes(c.body());
    }
}
