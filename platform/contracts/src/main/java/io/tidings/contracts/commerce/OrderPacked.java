package io.tidings.contracts.commerce;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Every line of an order is packed.
 *
 * @param orderId the order
 * @param orderNumber as the customer knows it
 * @param customer who ordered
 * @param lines what was packed
 * @param packedAt when
 */
public record OrderPacked(UUID orderId, String orderNumber, Customer customer, List<OrderLine> lines, Instant packedAt)
        implements Event {

    @Override
    public UUID subject() {
        return orderId;
    }
}
