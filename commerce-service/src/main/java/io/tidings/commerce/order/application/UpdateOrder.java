package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Confirms, ships, delivers or cancels an order. */
@ApplicationScoped
public class UpdateOrder {

    /**
     * Where the order shall get.
     *
     * @param tracking only for shipped
     * @param precondition is given the current version and refuses a stale request
     */
    public record Command(
            TenantId tenant,
            OrderId order,
            OrderStatus status,
            @Nullable Tracking tracking,
            LongConsumer precondition) {}

    private final ChangeOrder change;
    private final Clock clock;

    UpdateOrder(ChangeOrder change, Clock clock) {
        this.change = change;
        this.clock = clock;
    }

    /**
     * Answers the order as it is now. Refuses an order that is not the tenant's ({@code order.not-found}), steps that
     * {@link Order} refuses, states that are not reached by asking ({@code order.status}) and tracking without a
     * shipment ({@code order.tracking}).
     */
    public Uni<Order> handle(Command c) {
        if (c.tracking() != null && c.status() != OrderStatus.SHIPPED) {
            throw new TrackingWithoutShipment();
        }
        return change.of(c.tenant(), c.order(), order -> {
            c.precondition().accept(order.version());
            step(order, c, clock.instant());
        });
    }

    private static void step(Order order, Command c, Instant now) {
        switch (c.status()) {
            case CONFIRMED -> order.confirm(now);
            case SHIPPED -> order.ship(c.tracking(), now, now);
            case DELIVERED -> order.deliver(now, now);
            case CANCELLED -> order.cancel(now);
            case PENDING, PACKED -> throw new NotAsked();
        }
    }

    /** Tracking of an order that is not being shipped. */
    public static final class TrackingWithoutShipment extends Refusal {
        TrackingWithoutShipment() {
            super(Kind.INVALID, "order.tracking", "tracking goes with the status shipped only");
        }
    }

    /** A state that an order gets to by other ways. */
    public static final class NotAsked extends Refusal {
        NotAsked() {
            super(Kind.INVALID, "order.status", "An order is pending when placed and packed when its items are");
        }
    }
}
