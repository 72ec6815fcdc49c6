package io.tidings.commerce.order.domain;

import io.tidings.contracts.Customer;
import io.tidings.runtime.value.Money;

import java.time.Instant;
import java.util.List;

/** Orders for tests: two roses and a card for Ana. */
public final class SampleOrder {
    public static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    public static final Tracking SEUR = new Tracking("SEUR", "42", "https://seur.example/42");

    private SampleOrder() {}

    public static Purchase purchase(String number) {
        return new Purchase(number, new Customer("Ana", "+34600111222"), new Money(2800, "EUR"), null, NOW);
    }

    public static Purchase purchase(String number, String externalId) {
        return new Purchase(
                number,
                new Customer("Ana", "+34600111222"),
                new Money(2800, "EUR"),
                new ExternalOrder("shopify", externalId),
                NOW);
    }

    public static List<OrderLine> lines() {
        return List.of(OrderLine.of("R-12", "Roses", 2, 1250L), OrderLine.of(null, "Card", 1, 300L));
    }

    public static Order placed() {
        return placed("1001");
    }

    public static Order placed(String number) {
        return Order.placed(OrderId.next(), purchase(number), lines(), NOW);
    }

    /** As loaded: nothing changed, nothing to tell. */
    public static Order stored(Order order) {
        var state = order.state();
        return Order.restored(
                order.id(),
                order.purchase(),
                order.lines(),
                new OrderState(
                        state.status(),
                        state.tracking(),
                        state.shippedAt(),
                        state.deliveredAt(),
                        state.createdAt(),
                        state.updatedAt(),
                        order.version()));
    }
}
