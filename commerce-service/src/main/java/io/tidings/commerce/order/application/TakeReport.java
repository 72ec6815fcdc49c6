package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes what an outside source (a shop, another producer) reports of an order: makes it when it is not known, else moves
 * it forward. Reports come twice and out of order; what adds nothing changes nothing and tells nobody.
 */
@ApplicationScoped
public class TakeReport {

    /**
     * One report.
     *
     * @param order its id here, when the source knows it; else it is found by the purchase's external id
     * @param lines may be empty when the report does not tell the whole order
     * @param reached where the source says it stands
     * @param at when it got there
     * @param otherNumber used for a new order when its number belongs to another one; null to refuse then
     */
    public record Command(
            TenantId tenant,
            @Nullable OrderId order,
            Purchase purchase,
            List<OrderLine> lines,
            OrderStatus reached,
            @Nullable Tracking tracking,
            Instant at,
            @Nullable String otherNumber) {}

    private final TenantTx tx;
    private final Orders orders;
    private final Outbox outbox;
    private final ChangeOrder change;
    private final Clock clock;

    TakeReport(TenantTx tx, Orders orders, Outbox outbox, ChangeOrder change, Clock clock) {
        this.tx = tx;
        this.orders = orders;
        this.outbox = outbox;
        this.change = change;
        this.clock = clock;
    }

    /** Refuses what contradicts the order as it is known, such as a shipment of a cancelled one. */
    public Uni<Void> handle(Command c) {
        return tx.run(
                c.tenant(),
                () -> find(c).chain(found -> found.isPresent()
                        ? catchUp(c, found.get())
                        : create(c, c.purchase())
                                .onFailure(TakeReport::isTaken)
                                .recoverWithUni(taken -> afterAll(c, taken))));
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof Purchase.NumberTaken || failure instanceof Purchase.ExternalTaken;
    }

    /** Either another report of the same order was quicker by a moment, or a stranger bears the number. */
    private Uni<Void> afterAll(Command c, Throwable taken) {
        return find(c).chain(found -> {
            if (found.isPresent()) {
                return catchUp(c, found.get());
            }
            return taken instanceof Purchase.NumberTaken && c.otherNumber() != null
                    ? create(c, c.purchase().numbered(c.otherNumber()))
                    : Uni.createFrom().failure(taken);
        });
    }

    private Uni<Optional<Order>> find(Command c) {
        var external = c.purchase().external();
        if (c.order() != null) {
            return orders.find(c.tenant(), c.order());
        }
        return external == null ? Uni.createFrom().item(Optional.empty()) : orders.findExternal(c.tenant(), external);
    }

    private Uni<Void> catchUp(Command c, Order order) {
        order.catchUp(c.reached(), c.tracking(), c.at(), clock.instant());
        return change.store(c.tenant(), order);
    }

    private Uni<Void> create(Command c, Purchase purchase) {
        var id = c.order() == null ? OrderId.next() : c.order();
        var order = Order.reported(id, purchase, c.lines(), c.reached(), c.tracking(), c.at(), clock.instant());
        return orders.add(c.tenant(), order).chain(() -> outbox.append(c.tenant(), order.pullEvents()));
    }
}
