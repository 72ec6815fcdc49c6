package io.tidings.contracts.commerce;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * An order is on its way.
 *
 * @param orderId the order
 * @param orderNumber as the customer knows it
 * @param customer who ordered
 * @param carrier who carries it; may be unknown
 * @param trackingNumber may be unknown
 * @param trackingUrl may be unknown
 * @param shippedAt when
 */
public record OrderShipped(
        UUID orderId,
        String orderNumber,
        Customer customer,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String trackingUrl,
        Instant shippedAt)
        implements Event {

    @Override
    public UUID subject() {
        return orderId;
    }
}
