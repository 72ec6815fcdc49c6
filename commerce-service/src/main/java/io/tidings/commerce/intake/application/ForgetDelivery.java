package io.tidings.commerce.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Removes deliveries that have been worked or given up on, because an unusable one still names a person. */
@ApplicationScoped
public class ForgetDelivery {
    /** Kind of due work. */
    public static final String WORK = "intake.forget";

    /** Far longer than a shop retries (four hours), long enough to look into what went wrong. */
    static final Duration KEPT = Duration.ofDays(30);

    private final TenantTx tx;
    private final Deliveries deliveries;
    private final DueWork dueWork;

    ForgetDelivery(TenantTx tx, Deliveries deliveries, DueWork dueWork) {
        this.tx = tx;
        this.deliveries = deliveries;
        this.dueWork = dueWork;
    }

    public Uni<Void> handle(TenantId tenant, UUID delivery) {
        return tx.run(
                tenant, () -> deliveries.forget(tenant, delivery).chain(() -> dueWork.remove(tenant, WORK, delivery)));
    }
}
