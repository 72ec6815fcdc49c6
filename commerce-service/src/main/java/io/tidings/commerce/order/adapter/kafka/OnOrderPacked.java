package io.tidings.commerce.order.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderPacked;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** An outside producer has packed an order; one we do not know begins here as packed. */
@ApplicationScoped
class OnOrderPacked implements EventHandler<OrderPacked> {
    private final TakeReport takeReport;

    OnOrderPacked(TakeReport takeReport) {
        this.takeReport = takeReport;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<OrderPacked> type() {
        return OrderPacked.class;
    }

    @Override
    public boolean sideBySide() {
        return true;
    }

    @Override
    public Uni<Void> on(Envelope<OrderPacked> event) {
        var order = event.data();
        var purchase = OutsideReport.purchase(order.orderNumber(), order.customer(), order.packedAt());
        return takeReport.handle(
                OutsideReport.of(event.tenant(), order.orderId(), purchase, order.lines(), OrderStatus.PACKED, null));
    }
}
