package io.tidings.commerce.order.application;

import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.Tracking;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as it is shown.
 *
 * @param totalAmount minor units of {@code currency}; both null for an order first heard of when it was on its way
 * @param tracking null until shipped, or when nothing is known of the parcel
 */
public record OrderView(
        UUID id,
        String orderNumber,
        String status,
        CustomerView customer,
        List<ItemView> items,
        @Nullable Long totalAmount,
        @Nullable String currency,
        @Nullable String externalPlatform,
        @Nullable String externalId,
        @Nullable TrackingView tracking,
        Instant orderDate,
        @Nullable Instant shippedDate,
        @Nullable Instant deliveredDate,
        Instant createdAt,
        Instant updatedAt) {

    /** Who ordered; each part may be unknown. */
    public record CustomerView(
            @Nullable String name, @Nullable String phone) {}

    /** One line; {@code unitPrice} in minor units, null when unknown. */
    public record ItemView(
            UUID id,
            @Nullable String sku,
            String productName,
            int quantity,
            int packedQuantity,
            boolean isPacked,
            @Nullable Long unitPrice) {

        static ItemView of(OrderLine line) {
            return new ItemView(
                    line.id(),
                    line.sku(),
                    line.productName(),
                    line.quantity(),
                    line.packedQuantity(),
                    line.isPacked(),
                    line.unitPrice());
        }
    }

    /** How the parcel can be followed; each part may be unknown. */
    public record TrackingView(
            @Nullable String carrier,
            @Nullable String number,
            @Nullable String url) {

        static @Nullable TrackingView of(@Nullable Tracking tracking) {
            return tracking == null ? null : new TrackingView(tracking.carrier(), tracking.number(), tracking.url());
        }
    }

    /** Shows an order as it stands. */
    public static OrderView of(Order order) {
        var purchase = order.purchase();
        var state = order.state();
        var total = purchase.total();
        var external = purchase.external();
        return new OrderView(
                order.id().value(),
                purchase.number(),
                state.status().text(),
                new CustomerView(purchase.customer().name(), purchase.customer().phone()),
                order.lines().stream().map(ItemView::of).toList(),
                total == null ? null : total.minor(),
                total == null ? null : total.currency(),
                external == null ? null : external.platform(),
                external == null ? null : external.id(),
                TrackingView.of(state.tracking()),
                purchase.orderedAt(),
                state.shippedAt(),
                state.deliveredAt(),
                state.createdAt(),
                state.updatedAt());
    }
}
