package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.messaging.send.application.Notify;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantProfile;
import io.tidings.runtime.tenancy.TenantProfiles;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.work.InTurn;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** The customer becomes a contact, and each who packs gets the packing list; the customer a confirmation if wanted. */
@ApplicationScoped
class OnOrderPlaced implements EventHandler<OrderPlaced> {
    private final UpsertContact upsertContact;
    private final Notify notify;
    private final TenantProfiles tenants;

    OnOrderPlaced(UpsertContact upsertContact, Notify notify, TenantProfiles tenants) {
        this.upsertContact = upsertContact;
        this.notify = notify;
        this.tenants = tenants;
    }

    @Override
    public String topic() {
        return Topics.COMMERCE;
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
        return remember(event)
                .chain(() -> tenants.find(event.tenant()))
                .map(found -> found.map(TenantProfile::packerPhones).orElse(List.of()))
                .chain(phones -> InTurn.each(phones, phone -> packingList(event.tenant(), event.data(), phone)))
                .chain(() -> confirmation(event.tenant(), event.data()));
    }

    private Uni<?> remember(Envelope<OrderPlaced> event) {
        var customer = event.data().customer();
        return customer.phone() == null
                ? Uni.createFrom().voidItem()
                : upsertContact.handle(new UpsertContact.Command(
                        event.tenant(), PhoneNumber.parse(customer.phone()), null, customer.name()));
    }

    private Uni<Void> packingList(TenantId tenant, OrderPlaced order, String packer) {
        var phone = PhoneNumber.parse(packer);
        return notify.handle(new Notify.Command(
                tenant,
                NotifiedEvent.ORDER_PLACED,
                Audience.PACKERS,
                new Recipient.OfPhone(phone, null),
                told(order),
                OrderNotices.intent(order.orderId(), BuiltInTemplates.PACKING_LIST) + ":" + phone.digits(),
                OrderNotices.source(order.orderId())));
    }

    private Uni<Void> confirmation(TenantId tenant, OrderPlaced order) {
        var customer = order.customer();
        return customer.phone() == null
                ? Uni.createFrom().voidItem()
                : notify.handle(new Notify.Command(
                        tenant,
                        NotifiedEvent.ORDER_PLACED,
                        Audience.CUSTOMER,
                        new Recipient.OfPhone(PhoneNumber.parse(customer.phone()), customer.name()),
                        told(order),
                        OrderNotices.intent(order.orderId(), BuiltInTemplates.ORDER_CONFIRMATION),
                        OrderNotices.source(order.orderId())));
    }

    private static Map<String, String> told(OrderPlaced order) {
        return Map.of(
                "name", OrderNotices.name(order.customer()),
                "order_number", order.orderNumber(),
                "items", OrderNotices.items(order.lines()),
                "packed_for", OrderNotices.orElse(order.customer().name(), "the customer"),
                "total", new Money(order.totalAmount(), order.currency()).display());
    }
}
