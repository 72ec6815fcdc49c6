package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Loads one order, changes it, stores it and tells of it, in one transaction. */
@ApplicationScoped
class ChangeOrder {
    private final TenantTx tx;
    private final Orders orders;
    private final Outbox outbox;

    ChangeOrder(TenantTx tx, Orders orders, Outbox outbox) {
        this.tx = tx;
        this.orders = orders;
        this.outbox = outbox;
    }

    Uni<Order> of(TenantId tenant, OrderId id, Consumer<Order> change) {
        return tx.run(
                tenant,
                () -> orders.find(tenant, id)
                        .map(found -> found.orElseThrow(OrderId.NotFound::new))
                        .invoke(change)
                        .call(order -> store(tenant, order)));
    }

    /** Stores a changed order and its events in the running transaction. */
    Uni<Void> store(TenantId tenant, Order order) {
        var events = order.pullEvents();
        return order.isChanged()
                ? orders.save(tenant, order).chain(() -> outbox.append(tenant, events))
                : Uni.createFrom().voidItem();
    }
}
