package io.tidings.commerce.order.application;

import static io.tidings.commerce.order.domain.SampleOrder.NOW;
import static io.tidings.commerce.order.domain.SampleOrder.SEUR;
import static io.tidings.commerce.order.domain.SampleOrder.lines;
import static io.tidings.commerce.order.domain.SampleOrder.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.SampleOrder;
import io.tidings.contracts.Customer;
import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What every {@link Orders} does. */
public abstract class OrdersContract {
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());

    protected abstract Orders orders();

    /** Runs work in a transaction of the tenant. */
    protected abstract <T> T inTx(TenantId of, Supplier<Uni<T>> work);

    @Test
    void an_order_is_found_as_it_was_added() {
        var order = Order.placed(OrderId.next(), purchase("A-1", "77"), lines(), NOW);
        add(tenant, order);

        var found = find(tenant, order.id());

        assertThat(found.purchase()).isEqualTo(order.purchase());
        assertThat(found.lines()).isEqualTo(order.lines());
        assertThat(found.state().status()).isEqualTo(OrderStatus.PENDING);
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.isChanged()).isFalse();
        assertThat(found.pullEvents()).isEmpty();
        assertThat(inTx(tenant, () -> orders().findExternal(tenant, new ExternalOrder("shopify", "77"))))
                .hasValueSatisfying(o -> assertThat(o.id()).isEqualTo(order.id()));
    }

    @Test
    void an_order_without_lines_and_total_is_kept_too() {
        var unknown = new Purchase("A-2", new Customer(null, null), null, null, NOW);
        var order = Order.reported(OrderId.next(), unknown, List.of(), OrderStatus.SHIPPED, SEUR, NOW, NOW);
        add(tenant, order);

        var found = find(tenant, order.id());

        assertThat(found.purchase()).isEqualTo(unknown);
        assertThat(found.lines()).isEmpty();
        assertThat(found.state().tracking()).isEqualTo(SEUR);
        assertThat(found.state().shippedAt()).isEqualTo(NOW);
    }

    @Test
    void changes_are_stored_with_the_next_version() {
        var order = SampleOrder.placed("A-3");
        add(tenant, order);
        var line = order.lines().get(0).id();

        inTx(
                tenant,
                () -> orders().find(tenant, order.id())
                        .map(found -> found.orElseThrow())
                        .call(found -> {
                            found.pack(line, 1, NOW);
                            return orders().save(tenant, found);
                        }));
        inTx(
                tenant,
                () -> orders().find(tenant, order.id())
                        .map(found -> found.orElseThrow())
                        .call(found -> {
                            found.ship(SEUR, NOW, NOW);
                            return orders().save(tenant, found);
                        }));

        var stored = find(tenant, order.id());
        assertThat(stored.version()).isEqualTo(3);
        assertThat(stored.state().status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(stored.lines()).extracting(l -> l.packedQuantity()).containsExactly(1, 0);
    }

    @Test
    void a_number_and_an_external_id_belong_to_one_order_of_a_tenant() {
        var first = Order.placed(OrderId.next(), purchase("A-4", "88"), lines(), NOW);
        add(tenant, first);

        assertThatThrownBy(() -> add(tenant, SampleOrder.placed("A-4")))
                .isInstanceOfSatisfying(
                        Purchase.NumberTaken.class,
                        e -> assertThat(e.facts())
                                .containsEntry("order_id", first.id().value()));
        assertThatThrownBy(() -> add(tenant, Order.placed(OrderId.next(), purchase("A-5", "88"), lines(), NOW)))
                .isInstanceOf(Purchase.ExternalTaken.class);
        add(other, Order.placed(OrderId.next(), purchase("A-4", "88"), lines(), NOW));
    }

    @Test
    void a_taken_number_does_not_spoil_the_transaction() {
        add(tenant, SampleOrder.placed("A-6"));
        var second = SampleOrder.placed("A-7");

        inTx(
                tenant,
                () -> orders().add(tenant, SampleOrder.placed("A-6"))
                        .onFailure(Purchase.NumberTaken.class)
                        .recoverWithUni(taken -> orders().add(tenant, second)));

        assertThat(find(tenant, second.id()).purchase().number()).isEqualTo("A-7");
    }

    @Test
    void an_order_of_another_tenant_is_not_there() {
        var order = Order.placed(OrderId.next(), purchase("A-8", "99"), lines(), NOW);
        add(tenant, order);

        assertThat(inTx(other, () -> orders().find(other, order.id()))).isEmpty();
        assertThat(inTx(other, () -> orders().findExternal(other, new ExternalOrder("shopify", "99"))))
                .isEmpty();
        assertThat(inTx(tenant, () -> orders().findExternal(tenant, new ExternalOrder("shopify", null))))
                .isEmpty();
    }

    private void add(TenantId to, Order order) {
        inTx(to, () -> orders().add(to, order));
    }

    private Order find(TenantId of, OrderId id) {
        return inTx(of, () -> orders().find(of, id)).orElseThrow();
    }
}
