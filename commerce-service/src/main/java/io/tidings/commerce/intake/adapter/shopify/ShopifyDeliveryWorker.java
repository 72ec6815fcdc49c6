package io.tidings.commerce.intake.adapter.shopify;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.intake.application.ApplyDelivery;
import io.tidings.commerce.intake.application.ReceiveDelivery;
import io.tidings.runtime.event.Transience;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;
import org.jboss.logging.Logger;

import jakarta.enterprise.context.ApplicationScoped;

/** Works kept deliveries. The database may be away for as long as it likes; what fails otherwise is tried for half an hour. */
@ApplicationScoped
class ShopifyDeliveryWorker implements DueWorker {
    private static final Logger LOG = Logger.getLogger(ShopifyDeliveryWorker.class);
    private static final int MOST_ATTEMPTS = 12;

    private final ApplyDelivery apply;

    ShopifyDeliveryWorker(ApplyDelivery apply) {
        this.apply = apply;
    }

    @Override
    public String kind() {
        return ReceiveDelivery.WORK;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return apply.handle(item.tenant(), item.subject())
                .onFailure(failure -> item.attempts() >= MOST_ATTEMPTS && !Transience.isTransient(failure))
                .recoverWithUni(failure -> {
                    LOG.errorf(failure, "Delivery %s failed %d times", item.subject(), item.attempts());
                    return apply.giveUp(item.tenant(), item.subject(), "delivery.failed");
                });
    }
}
