package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.send.application.RequestSend.Content;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantProfile;
import io.tidings.runtime.tenancy.TenantProfiles;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.work.InTurn;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** The customer becomes a contact, and each who packs gets the packing list. */
@ApplicationScoped
class OnOrderPlaced implements EventHandler<OrderPlaced> {
    private final UpsertContact upsertContact;
    private final RequestSend requestSend;
    private final TenantProfiles tenants;

    OnOrderPlaced(UpsertContact upsertContact, RequestSend requestSend, TenantProfiles tenants) {
        this.upsertContact = upsertContact;
        this.requestSend = requestSend;
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
                .chain(phones -> InTurn.each(phones, phone -> packingList(event.tenant(), event.data(), phone)));
    }

    private Uni<?> remember(Envelope<OrderPlaced> event) {
        var customer = event.data().customer();
        return customer.phone() == null
                ? Uni.createFrom().voidItem()
                : upsertContact.handle(new UpsertContact.Command(
                        event.tenant(), PhoneNumber.parse(customer.phone()), null, customer.name()));
    }

    private Uni<?> packingList(TenantId tenant, OrderPlaced order, String packer) {
        var phone = PhoneNumber.parse(packer);
        return requestSend.handle(new RequestSend.Command(
                tenant,
                Purpose.TRANSACTIONAL,
                new Recipient.OfPhone(phone, null),
                new Content.Templated(
                        BuiltInTemplates.PACKING_LIST,
                        List.of(
                                order.orderNumber(),
                                OrderNotices.items(order.lines()),
                                OrderNotices.orElse(order.customer().name(), "the customer"))),
                OrderNotices.intent(order.orderId(), BuiltInTemplates.PACKING_LIST) + ":" + phone.digits(),
                OrderNotices.source(order.orderId())));
    }
}
