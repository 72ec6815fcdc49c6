package io.tidings.commerce.order.adapter.kafka;

import io.tidings.commerce.order.application.TakeReport;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.contracts.Customer;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an event of an outside producer reports of an order, under that producer's id for it and number. */
final class OutsideReport {
    private OutsideReport() {}

    /**
     * A report of where the order stands since its event happened.
     *
     * @param lines empty when the event does not tell them
     */
    static TakeReport.Command of(
            TenantId tenant,
            UUID order,
            Purchase purchase,
            List<io.tidings.contracts.commerce.OrderLine> lines,
            OrderStatus reached,
            @Nullable Tracking tracking) {
        return new TakeReport.Command(
                tenant,
                new OrderId(order),
                purchase,
                lines.stream()
                        .map(l -> OrderLine.of(l.sku(), l.productName(), l.quantity(), null))
                        .toList(),
                reached,
                tracking,
                purchase.orderedAt(),
                null);
    }

    /** What is known of the purchase from an event that came after it: no price, and as its time the event's. */
    static Purchase purchase(String number, Customer customer, Instant at) {
        return new Purchase(number, Purchase.customer(customer.name(), customer.phone()), null, null, at);
    }
}
