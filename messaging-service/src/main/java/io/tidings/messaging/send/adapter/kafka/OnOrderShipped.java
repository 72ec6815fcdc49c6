package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.send.application.RequestSend.Content;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.value.PhoneNumber;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells the customer that the order is on its way. */
@ApplicationScoped
class OnOrderShipped implements EventHandler<OrderShipped> {
    private final RequestSend requestSend;

    OnOrderShipped(RequestSend requestSend) {
        this.requestSend = requestSend;
    }

    @Override
    public String topic() {
        return Topics.COMMERCE;
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
        var customer = order.customer();
        if (customer.phone() == null) {
            return Uni.createFrom().voidItem();
        }
        var tracking = OrderNotices.orElse(order.trackingNumber(), OrderNotices.orElse(order.trackingUrl(), "none"));
        return requestSend
                .handle(new RequestSend.Command(
                        event.tenant(),
                        Purpose.TRANSACTIONAL,
                        new Recipient.OfPhone(PhoneNumber.parse(customer.phone()), customer.name()),
                        new Content.Templated(
                                BuiltInTemplates.SHIPPING_NOTIFICATION,
                                List.of(
                                        OrderNotices.name(customer),
                                        order.orderNumber(),
                                        OrderNotices.orElse(order.carrier(), "our carrier"),
                                        tracking)),
                        OrderNotices.intent(order.orderId(), BuiltInTemplates.SHIPPING_NOTIFICATION),
                        OrderNotices.source(order.orderId())))
                .replaceWithVoid();
    }
}
