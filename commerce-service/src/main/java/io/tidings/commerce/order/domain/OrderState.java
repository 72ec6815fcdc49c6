package io.tidings.commerce.order.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What changes of an order.
 *
 * @param tracking known once it is shipped, when at all
 * @param version counts the changes: 1 once placed
 */
public record OrderState(
        OrderStatus status,
        @Nullable Tracking tracking,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Times to the microsecond, as PostgreSQL keeps them: what is answered now reads the same later. */
    public OrderState {
        shippedAt = shippedAt == null ? null : shippedAt.truncatedTo(ChronoUnit.MICROS);
        deliveredAt = deliveredAt == null ? null : deliveredAt.truncatedTo(ChronoUnit.MICROS);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    static OrderState placed(Instant now) {
        return new OrderState(OrderStatus.PENDING, null, null, null, now, now, 0);
    }

    OrderState to(OrderStatus next, Instant now) {
        return new OrderState(next, tracking, shippedAt, deliveredAt, createdAt, now, version);
    }

    OrderState shipped(@Nullable Tracking how, Instant at, Instant now) {
        return new OrderState(OrderStatus.SHIPPED, how, at, deliveredAt, createdAt, now, version);
    }

    OrderState delivered(Instant at, Instant now) {
        return new OrderState(OrderStatus.DELIVERED, tracking, shippedAt, at, createdAt, now, version);
    }
}
