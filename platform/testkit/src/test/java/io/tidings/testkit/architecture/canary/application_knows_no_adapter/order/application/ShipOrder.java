package io.tidings.testkit.architecture.canary.application_knows_no_adapter.order.application;

import io.tidings.testkit.architecture.canary.application_knows_no_adapter.order.adapter.HibernateOrders;

class ShipOrder {
    private final HibernateOrders orders = new HibernateOrders();

    int count() {
        return orders.count();
    }
}
