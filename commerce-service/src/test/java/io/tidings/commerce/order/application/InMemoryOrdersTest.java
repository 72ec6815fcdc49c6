package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.function.Supplier;

class InMemoryOrdersTest extends OrdersContract {
    private final InMemoryOrders orders = new InMemoryOrders();

    @Override
    protected Orders orders() {
        return orders;
    }

    @Override
    protected <T> T inTx(TenantId of, Supplier<Uni<T>> work) {
        return work.get().await().indefinitely();
    }
}
