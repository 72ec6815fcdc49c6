package io.tidings.contracts.commerce;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * An order has arrived.
 *
 * @param orderId the order
 * @param orderNumber as the customer knows it
 * @param customer who ordered
 * @param deliveredAt when
 */
public record OrderDelivered(UUID orderId, String orderNumber, Customer customer, Instant deliveredAt)
        implements Event {

    @Override
    public UUID subject() {
        return orderId;
    }
}
