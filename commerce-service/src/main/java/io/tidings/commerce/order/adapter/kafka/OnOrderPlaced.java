package io.tidings.commerce.order.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.value.Money;

import jakarta.enterprise.context.ApplicationScoped;

/** An outside producer has placed an order. */
@ApplicationScoped
class OnOrderPlaced implements EventHandler<OrderPlaced> {
    private final TakeReport takeReport;

    OnOrderPlaced(TakeReport takeReport) {
        this.takeReport = takeReport;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<OrderPlaced> type() {
        return OrderPlaced.class;
    }

    @Override
    public boolean sideBySide() {
        return true;
    }

    @Override
    public Uni<Void> on(Envelope<OrderPlaced> event) {
        var order = event.data();
        var purchase = new Purchase(
                order.orderNumber(),
                Purchase.customer(order.customer().name(), order.customer().phone()),
                new Money(order.totalAmount(), order.currency()),
                ExternalOrder.ofNullable(order.externalPlatform(), order.externalId()),
                order.placedAt());
        return takeReport.handle(
                OutsideReport.of(event.tenant(), order.orderId(), purchase, order.lines(), OrderStatus.PENDING, null));
    }
}
