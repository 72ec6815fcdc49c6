package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.SampleOrder;
import io.tidings.runtime.tenancy.TenantId;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@link Orders} without a database. */
public final class InMemoryOrders implements Orders {
    private record Key(TenantId tenant, OrderId id) {}

    private final Map<Key, Order> orders = new LinkedHashMap<>();

    @Override
    public Uni<Void> add(TenantId tenant, Order order) {
        return Uni.createFrom().voidItem().invoke(() -> {
            var purchase = order.purchase();
            first(tenant, o -> o.purchase().number().equals(purchase.number())).ifPresent(other -> {
                throw new Purchase.NumberTaken(other.id());
            });
            var external = purchase.external();
            if (external != null && external.id() != null) {
                first(tenant, o -> external.equals(o.purchase().external())).ifPresent(other -> {
                    throw new Purchase.ExternalTaken(other.id());
                });
            }
            orders.put(new Key(tenant, order.id()), SampleOrder.stored(order));
        });
    }

    @Override
    public Uni<Optional<Order>> find(TenantId tenant, OrderId id) {
        return Uni.createFrom().item(() -> first(tenant, o -> o.id().equals(id)));
    }

    @Override
    public Uni<Optional<Order>> findExternal(TenantId tenant, ExternalOrder external) {
        return Uni.createFrom()
                .item(() -> external.id() == null
                        ? Optional.empty()
                        : first(tenant, o -> external.equals(o.purchase().external())));
    }

    @Override
    public Uni<Void> save(TenantId tenant, Order order) {
        return Uni.createFrom().voidItem().invoke(() -> {
            var before = orders.put(new Key(tenant, order.id()), SampleOrder.stored(order));
            if (before == null || before.version() != order.state().version()) {
                throw new IllegalStateException("The order was not found before it was saved");
            }
        });
    }

    private Optional<Order> first(TenantId tenant, Predicate<Order> condition) {
        return of(tenant).filter(condition).map(SampleOrder::stored).findFirst();
    }

    private Stream<Order> of(TenantId tenant) {
        return orders.entrySet().stream()
                .filter(e -> e.getKey().tenant().equals(tenant))
                .map(Map.Entry::getValue);
    }
}
