package io.tidings.commerce.order.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** An outside producer has delivered an order; one we do not know begins here as delivered, without lines. */
@ApplicationScoped
class OnOrderDelivered implements EventHandler<OrderDelivered> {
    private final TakeReport takeReport;

    OnOrderDelivered(TakeReport takeReport) {
        this.takeReport = takeReport;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<OrderDelivered> type() {
        return OrderDelivered.class;
    }

    @Override
    public boolean sideBySide() {
        return true;
    }

    @Override
    public Uni<Void> on(Envelope<OrderDelivered> event) {
        var order = event.data();
        var purchase = OutsideReport.purchase(order.orderNumber(), order.customer(), order.deliveredAt());
        return takeReport.handle(
                OutsideReport.of(event.tenant(), order.orderId(), purchase, List.of(), OrderStatus.DELIVERED, null));
    }
}
