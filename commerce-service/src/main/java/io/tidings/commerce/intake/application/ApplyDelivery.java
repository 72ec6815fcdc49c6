package io.tidings.commerce.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.intake.domain.Delivery;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Turns a kept delivery into what it says of an order. What makes no sense is noted with its reason and left alone. */
@ApplicationScoped
public class ApplyDelivery {
    private static final Logger LOG = Logger.getLogger(ApplyDelivery.class);

    private final TenantTx tx;
    private final Deliveries deliveries;
    private final DeliveryReader reader;
    private final TakeReport takeReport;
    private final DueWork dueWork;
    private final Clock clock;

    ApplyDelivery(
            TenantTx tx,
            Deliveries deliveries,
            DeliveryReader reader,
            TakeReport takeReport,
            DueWork dueWork,
            Clock clock) {
        this.tx = tx;
        this.deliveries = deliveries;
        this.reader = reader;
        this.takeReport = takeReport;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    /** Safe to be called twice; fails only with what may go better next time. */
    public Uni<Void> handle(TenantId tenant, UUID delivery) {
        return tx.run(
                        tenant,
                        () -> deliveries
                                .waiting(tenant, delivery)
                                .chain(waiting -> waiting.isPresent()
                                        ? apply(tenant, waiting.get())
                                        : dueWork.remove(tenant, ReceiveDelivery.WORK, delivery)))
                .onFailure(Refusal.class)
                .recoverWithUni(refused -> giveUp(tenant, delivery, ((Refusal) refused).code()));
    }

    private Uni<Void> apply(TenantId tenant, Delivery delivery) {
        return Uni.createFrom()
                .item(() -> reader.read(tenant, delivery))
                .chain(takeReport::handle)
                .chain(() -> deliveries.applied(tenant, delivery.id(), clock.instant()))
                .chain(() -> done(tenant, delivery.id()));
    }

    /** Notes that the delivery will not be tried again. */
    public Uni<Void> giveUp(TenantId tenant, UUID delivery, String reason) {
        LOG.warnf("Delivery %s of tenant %s unusable: %s", delivery, tenant, reason);
        return tx.run(
                tenant,
                () -> deliveries
                        .unusable(tenant, delivery, reason, clock.instant())
                        .chain(() -> done(tenant, delivery)));
    }

    private Uni<Void> done(TenantId tenant, UUID delivery) {
        return dueWork.remove(tenant, ReceiveDelivery.WORK, delivery)
                .chain(() -> dueWork.schedule(
                        tenant, ForgetDelivery.WORK, delivery, clock.instant().plus(ForgetDelivery.KEPT)));
    }
}
