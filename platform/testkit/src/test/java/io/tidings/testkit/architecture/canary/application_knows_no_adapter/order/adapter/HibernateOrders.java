package io.tidings.testkit.architecture.canary.application_knows_no_adapter.order.adapter;

public class HibernateOrders {
    public int count() {
        return 0;
    }
}
