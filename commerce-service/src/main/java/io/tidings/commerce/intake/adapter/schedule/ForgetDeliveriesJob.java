package io.tidings.commerce.intake.adapter.schedule;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.intake.application.ForgetDelivery;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;

import jakarta.enterprise.context.ApplicationScoped;

/** Forgets deliveries when their time is over. */
@ApplicationScoped
class ForgetDeliveriesJob implements DueWorker {
    private final ForgetDelivery forget;

    ForgetDeliveriesJob(ForgetDelivery forget) {
        this.forget = forget;
    }

    @Override
    public String kind() {
        return ForgetDelivery.WORK;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return forget.handle(item.tenant(), item.subject());
    }
}
