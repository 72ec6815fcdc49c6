package io.tidings.commerce.order.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.Orders;
import io.tidings.commerce.order.application.OrdersContract;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;

import java.util.function.Supplier;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SqlOrdersTest extends OrdersContract {
    @Inject
    Orders orders;

    @Inject
    TenantTx tx;

    @Override
    protected Orders orders() {
        return orders;
    }

    @Override
    protected <T> T inTx(TenantId of, Supplier<Uni<T>> work) {
        return tx.run(of, work).await().atMost(Patience.LIMIT);
    }
}
