package io.tidings.commerce.order.application;

import static io.tidings.commerce.order.domain.SampleOrder.NOW;
import static io.tidings.commerce.order.domain.SampleOrder.SEUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.SampleOrder;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.testkit.fake.ImmediateTx;
import io.tidings.testkit.fake.MovableClock;
import io.tidings.testkit.fake.RecordedOutbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.UUID;

class TakeReportTest {
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final InMemoryOrders orders = new InMemoryOrders();
    private final RecordedOutbox outbox = new RecordedOutbox();
    private final ImmediateTx tx = new ImmediateTx();
    private final TakeReport takeReport =
            new TakeReport(tx, orders, outbox, new ChangeOrder(tx, orders, outbox), new MovableClock(NOW));

    @Test
    void the_same_report_twice_tells_once() {
        report("7", OrderStatus.PENDING);
        report("7", OrderStatus.PENDING);

        assertThat(outbox.events()).hasExactlyElementsOfTypes(OrderPlaced.class);
    }

    @Test
    void a_creation_that_comes_after_the_shipment_changes_nothing() {
        report("7", OrderStatus.SHIPPED);
        report("7", OrderStatus.PENDING);

        assertThat(outbox.events()).hasExactlyElementsOfTypes(OrderPlaced.class, OrderShipped.class);
        assertThat(external("7").state().status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void a_shipment_after_the_creation_ships() {
        report("7", OrderStatus.PENDING);
        report("7", OrderStatus.SHIPPED);

        assertThat(outbox.events()).hasExactlyElementsOfTypes(OrderPlaced.class, OrderShipped.class);
        assertThat(external("7").version()).isEqualTo(2);
    }

    @Test
    void an_order_whose_number_is_a_strangers_gets_the_other_number() {
        orders.add(tenant, SampleOrder.placed("#1001")).await().indefinitely();

        report("7", OrderStatus.PENDING);

        assertThat(external("7").purchase().number()).isEqualTo("#1001-7");
    }

    @Test
    void without_another_number_a_taken_one_is_refused_and_nothing_told() {
        orders.add(tenant, SampleOrder.placed("#1001")).await().indefinitely();

        assertThatThrownBy(() -> take(OrderId.next(), SampleOrder.purchase("#1001"), OrderStatus.PENDING, null))
                .isInstanceOf(Purchase.NumberTaken.class);
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void a_shipment_of_a_cancelled_order_is_refused() {
        report("7", OrderStatus.CANCELLED);

        assertThatThrownBy(() -> report("7", OrderStatus.SHIPPED)).isInstanceOf(Order.NotShippable.class);
        assertThat(outbox.events()).isEmpty();
    }

    private void report(String externalId, OrderStatus reached) {
        take(null, SampleOrder.purchase("#1001", externalId), reached, "#1001-" + externalId);
    }

    private void take(@Nullable OrderId id, Purchase purchase, OrderStatus reached, @Nullable String otherNumber) {
        takeReport
                .handle(new TakeReport.Command(
                        tenant,
                        id,
                        purchase,
                        SampleOrder.lines(),
                        reached,
                        reached == OrderStatus.SHIPPED ? SEUR : null,
                        NOW,
                        otherNumber))
                .await()
                .indefinitely();
    }

    private Order external(String id) {
        return orders.findExternal(tenant, new ExternalOrder("shopify", id))
                .await()
                .indefinitely()
                .orElseThrow();
    }
}
