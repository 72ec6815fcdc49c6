package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Shows orders. */
@ApplicationScoped
public class FindOrders {
    private final TenantTx tx;
    private final OrderViews views;

    FindOrders(TenantTx tx, OrderViews views) {
        this.tx = tx;
        this.views = views;
    }

    /** One order; refuses what is not the tenant's ({@code order.not-found}). */
    public Uni<OrderViews.Found> byId(TenantId tenant, OrderId id) {
        return tx.run(tenant, () -> views.byId(tenant, id).map(found -> found.orElseThrow(OrderId.NotFound::new)));
    }

    /** See {@link OrderViews#page}. */
    public Uni<List<OrderView>> page(TenantId tenant, @Nullable OrderStatus status, UUID before, int count) {
        return tx.run(tenant, () -> views.page(tenant, status, before, count));
    }
}
