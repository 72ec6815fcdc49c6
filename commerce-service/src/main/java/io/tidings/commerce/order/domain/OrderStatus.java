package io.tidings.commerce.order.domain;

import java.util.Locale;

/** Where an order stands. It moves down this list and never up; cancelled is an end of its own. */
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    PACKED,
    SHIPPED,
    DELIVERED,
    CANCELLED;

    /** As written in JSON and in the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #text}. */
    public static OrderStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** True when an order that stands here has passed {@code other}. A cancelled order has passed only its own end. */
    boolean hasReached(OrderStatus other) {
        return this == other || (this != CANCELLED && other != CANCELLED && compareTo(other) > 0);
    }
}
