package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Money;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Places an order that came by API. The hot path: one statement for the order, one for its event. */
@ApplicationScoped
public class PlaceOrder {

    /**
     * What was ordered.
     *
     * @param number unique in the tenant
     * @param phone in any international spelling
     * @param totalAmount minor units; null for the sum of the items, where one without a price counts nothing
     * @param orderedAt null for now
     */
    public record Command(
            TenantId tenant,
            String number,
            @Nullable String customerName,
            @Nullable String phone,
            List<OrderLine> items,
            @Nullable Long totalAmount,
            String currency,
            @Nullable ExternalOrder external,
            @Nullable Instant orderedAt) {}

    private final TenantTx tx;
    private final Orders orders;
    private final Outbox outbox;
    private final Clock clock;

    PlaceOrder(TenantTx tx, Orders orders, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Answers the new order, pending. Refuses what {@link Purchase}, {@link OrderLine} and {@link Orders#add} refuse, a
     * bad phone ({@code phone.invalid}) and a currency that is none ({@code money.currency}).
     */
    public Uni<Order> handle(Command c) {
        var now = clock.instant();
        var purchase = new Purchase(
                c.number(),
                Purchase.customer(c.customerName(), c.phone()),
                new Money(c.totalAmount() == null ? Purchase.sum(c.items()) : c.totalAmount(), c.currency()),
                c.external(),
                c.orderedAt() == null ? now : c.orderedAt());
        var order = Order.placed(OrderId.next(), purchase, c.items(), now);
        return tx.run(
                        c.tenant(),
                        () -> orders.add(c.tenant(), order).chain(() -> outbox.append(c.tenant(), order.pullEvents())))
                .replaceWith(order);
    }
}
