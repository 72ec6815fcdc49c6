package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.messaging.send.application.Notify;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.value.PhoneNumber;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells the customer that the order has arrived. */
@ApplicationScoped
class OnOrderDelivered implements EventHandler<OrderDelivered> {
    private final Notify notify;

    OnOrderDelivered(Notify notify) {
        this.notify = notify;
    }

    @Override
    public String topic() {
        return Topics.COMMERCE;
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
        var customer = order.customer();
        if (customer.phone() == null) {
            return Uni.createFrom().voidItem();
        }
        return notify.handle(new Notify.Command(
                event.tenant(),
                NotifiedEvent.ORDER_DELIVERED,
                Audience.CUSTOMER,
                new Recipient.OfPhone(PhoneNumber.parse(customer.phone()), customer.name()),
                Map.of("name", OrderNotices.name(customer), "order_number", order.orderNumber()),
                OrderNotices.intent(order.orderId(), BuiltInTemplates.DELIVERY_CONFIRMATION),
                OrderNotices.source(order.orderId())));
    }
}
