package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderDelivered;
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

/** Tells the customer that the order has arrived. */
@ApplicationScoped
class OnOrderDelivered implements EventHandler<OrderDelivered> {
    private final RequestSend requestSend;

    OnOrderDelivered(RequestSend requestSend) {
        this.requestSend = requestSend;
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
        return requestSend
                .handle(new RequestSend.Command(
                        event.tenant(),
                        Purpose.TRANSACTIONAL,
                        new Recipient.OfPhone(PhoneNumber.parse(customer.phone()), customer.name()),
                        new Content.Templated(
                                BuiltInTemplates.DELIVERY_CONFIRMATION,
                                List.of(OrderNotices.name(customer), order.orderNumber())),
                        OrderNotices.intent(order.orderId(), BuiltInTemplates.DELIVERY_CONFIRMATION),
                        OrderNotices.source(order.orderId())))
                .replaceWithVoid();
    }
}
