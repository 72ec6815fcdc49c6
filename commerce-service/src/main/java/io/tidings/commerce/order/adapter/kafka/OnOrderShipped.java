package io.tidings.commerce.order.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** An outside producer has shipped an order; one we do not know begins here as shipped, without lines. */
@ApplicationScoped
class OnOrderShipped implements EventHandler<OrderShipped> {
    private final TakeReport takeReport;

    OnOrderShipped(TakeReport takeReport) {
        this.takeReport = takeReport;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<OrderShipped> type() {
        return OrderShipped.class;
    }

    @Override
    public boolean sideBySide() {
        return true;
    }

    @Override
    public Uni<Void> on(Envelope<OrderShipped> event) {
        var order = event.data();
        var purchase = OutsideReport.purchase(order.orderNumber(), order.customer(), order.shippedAt());
        return takeReport.handle(OutsideReport.of(
                event.tenant(),
                order.orderId(),
                purchase,
                List.of(),
                OrderStatus.SHIPPED,
                Tracking.ofNullable(order.carrier(), order.trackingNumber(), order.trackingUrl())));
    }
}
