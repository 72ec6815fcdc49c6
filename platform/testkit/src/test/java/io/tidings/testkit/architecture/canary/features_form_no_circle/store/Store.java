package io.tidings.testkit.architecture.canary.features_form_no_circle.store;

import io.tidings.testkit.architecture.canary.features_form_no_circle.order.Order;

import java.util.List;

public record Store(List<Order> orders) {
    public Order first() {
        return orders.getFirst();
    }
}
