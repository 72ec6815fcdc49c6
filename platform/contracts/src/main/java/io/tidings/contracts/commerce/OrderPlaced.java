package io.tidings.contracts.commerce;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order was placed: by API, by a shop's webhook or by an outside producer.
 *
 * @param orderId the order
 * @param orderNumber as the customer knows it
 * @param customer who ordered
 * @param lines what was ordered, at least one
 * @param totalAmount minor units
 * @param currency ISO 4217
 * @param externalPlatform shopify, woocommerce or custom; null for the API
 * @param externalId id in that platform
 * @param placedAt when
 */
public record OrderPlaced(
        UUID orderId,
        String orderNumber,
        Customer customer,
        List<OrderLine> lines,
        long totalAmount,
        String currency,
        @Nullable String externalPlatform,
        @Nullable String externalId,
        Instant placedAt)
        implements Event {

    @Override
    public UUID subject() {
        return orderId;
    }
}
