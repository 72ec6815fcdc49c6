package io.tidings.commerce.order.domain;

import static io.tidings.commerce.order.domain.SampleOrder.NOW;
import static io.tidings.commerce.order.domain.SampleOrder.SEUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.contracts.Customer;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.contracts.commerce.OrderPacked;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

class OrderTest {
    private static final Instant LATER = NOW.plus(Duration.ofHours(2));

    @Test
    void a_placed_order_is_pending_and_says_what_was_ordered() {
        var order = SampleOrder.placed();

        assertThat(order.state().status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.pullEvents()).singleElement().isInstanceOfSatisfying(OrderPlaced.class, e -> {
            assertThat(e.orderNumber()).isEqualTo("1001");
            assertThat(e.lines()).extracting(l -> l.quantity()).containsExactly(2, 1);
            assertThat(e.totalAmount()).isEqualTo(2800);
            assertThat(e.externalId()).isNull();
        });
        assertThat(order.pullEvents()).isEmpty();
    }

    @Test
    void an_order_has_1_to_500_lines() {
        var line = OrderLine.of(null, "Roses", 1, null);

        assertThatThrownBy(() -> Order.placed(OrderId.next(), SampleOrder.purchase("1"), List.of(), NOW))
                .isInstanceOf(Order.BadLines.class);
        assertThatThrownBy(() ->
                        Order.placed(OrderId.next(), SampleOrder.purchase("1"), Collections.nCopies(501, line), NOW))
                .isInstanceOf(Order.BadLines.class);
        assertThat(Order.placed(OrderId.next(), SampleOrder.purchase("1"), Collections.nCopies(500, line), NOW)
                        .lines())
                .hasSize(500);
    }

    @Test
    void a_confirmed_order_ships_once_and_says_so() {
        var order = stored();
        order.confirm(LATER);

        order.ship(SEUR, LATER, LATER);
        order.ship(SEUR, LATER, LATER);
        order.ship(null, LATER, LATER);

        assertThat(order.state().status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(order.state().shippedAt()).isEqualTo(LATER);
        assertThat(order.pullEvents()).singleElement().isInstanceOfSatisfying(OrderShipped.class, e -> {
            assertThat(e.carrier()).isEqualTo("SEUR");
            assertThat(e.customer().phone()).isEqualTo("+34600111222");
        });
        assertThatThrownBy(() -> order.ship(new Tracking("DHL", null, null), LATER, LATER))
                .isInstanceOf(Order.NotShippable.class);
    }

    @Test
    void a_shipped_order_is_delivered_once() {
        var order = stored();
        assertThatThrownBy(() -> order.deliver(LATER, LATER)).isInstanceOf(Order.NotDeliverable.class);
        order.ship(null, LATER, LATER);

        order.deliver(LATER, LATER);
        order.deliver(LATER, LATER);

        assertThat(order.pullEvents()).hasSize(2).last().isInstanceOf(OrderDelivered.class);
    }

    @Test
    void asking_for_the_state_it_has_changes_nothing() {
        var order = stored();
        order.cancel(LATER);
        var cancelled = SampleOrder.stored(order);

        cancelled.cancel(LATER);

        assertThat(cancelled.isChanged()).isFalse();
        assertThat(cancelled.version()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"SHIPPED", "DELIVERED"})
    void an_order_never_goes_back(OrderStatus reached) {
        var order = stored();
        order.ship(null, LATER, LATER);
        if (reached == OrderStatus.DELIVERED) {
            order.deliver(LATER, LATER);
        }
        var line = order.lines().getFirst().id();

        assertThatThrownBy(() -> order.confirm(LATER)).isInstanceOf(Order.NotConfirmable.class);
        assertThatThrownBy(() -> order.cancel(LATER)).isInstanceOf(Order.NotCancellable.class);
        assertThatThrownBy(() -> order.pack(line, null, LATER)).isInstanceOf(Order.NotPackable.class);
    }

    @Nested
    class Packing {

        @Test
        void the_last_item_packs_the_order() {
            var order = stored();
            var lines = order.lines();
            order.pack(lines.get(0).id(), 1, LATER);
            order.pack(lines.get(1).id(), null, LATER);
            assertThat(order.state().status()).isEqualTo(OrderStatus.PENDING);

            order.pack(lines.get(0).id(), 2, LATER);
            order.pack(lines.get(0).id(), 2, LATER);

            assertThat(order.state().status()).isEqualTo(OrderStatus.PACKED);
            assertThat(order.pullEvents())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            OrderPacked.class, e -> assertThat(e.packedAt()).isEqualTo(LATER));
        }

        @Test
        void a_count_can_be_corrected_until_the_order_is_packed() {
            var order = stored();
            var roses = order.lines().get(0).id();
            order.pack(roses, 2, LATER);

            order.pack(roses, 0, LATER);

            assertThat(order.lines().get(0).packedQuantity()).isZero();
            order.pack(roses, null, LATER);
            order.pack(order.lines().get(1).id(), null, LATER);
            assertThatThrownBy(() -> order.pack(roses, 1, LATER)).isInstanceOf(Order.NotPackable.class);
        }

        @Test
        void a_line_that_is_not_there_and_a_count_beyond_it_are_refused() {
            var order = stored();

            assertThatThrownBy(() -> order.pack(UUID.randomUUID(), null, LATER)).isInstanceOf(Order.ItemNotFound.class);
            assertThatThrownBy(() -> order.pack(order.lines().getFirst().id(), 3, LATER))
                    .isInstanceOf(OrderLine.PackedTooMany.class);
            assertThat(order.isChanged()).isFalse();
        }
    }

    @Nested
    class Reports {

        @Test
        void what_was_passed_already_changes_nothing() {
            var order = stored();
            order.catchUp(OrderStatus.SHIPPED, SEUR, LATER, LATER);
            order.pullEvents();

            for (var old :
                    List.of(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.PACKED, OrderStatus.SHIPPED)) {
                order.catchUp(old, null, LATER, LATER);
            }

            assertThat(order.pullEvents()).isEmpty();
            assertThat(order.state().tracking()).isEqualTo(SEUR);
        }

        @Test
        void what_contradicts_is_refused() {
            var cancelled = stored();
            cancelled.cancel(LATER);
            var pending = stored();

            assertThatThrownBy(() -> cancelled.catchUp(OrderStatus.SHIPPED, null, LATER, LATER))
                    .isInstanceOf(Order.NotShippable.class);
            assertThatThrownBy(() -> pending.catchUp(OrderStatus.DELIVERED, null, LATER, LATER))
                    .isInstanceOf(Order.NotDeliverable.class);
            cancelled.catchUp(OrderStatus.PENDING, null, LATER, LATER);
            assertThat(cancelled.state().status()).isEqualTo(OrderStatus.CANCELLED);
        }

        @Test
        void a_whole_order_first_heard_of_when_shipped_says_both_steps() {
            var order = Order.reported(
                    OrderId.next(),
                    SampleOrder.purchase("1"),
                    SampleOrder.lines(),
                    OrderStatus.SHIPPED,
                    SEUR,
                    LATER,
                    LATER);

            assertThat(order.pullEvents()).hasExactlyElementsOfTypes(OrderPlaced.class, OrderShipped.class);
        }

        @ParameterizedTest
        @EnumSource(
                value = OrderStatus.class,
                names = {"PACKED", "SHIPPED", "DELIVERED"})
        void an_order_told_in_part_says_only_where_it_is(OrderStatus reached) {
            var purchase = new Purchase("1", new Customer(null, null), null, null, NOW);

            var order = Order.reported(OrderId.next(), purchase, List.of(), reached, null, LATER, LATER);

            assertThat(order.state().status()).isEqualTo(reached);
            assertThat(order.pullEvents()).hasSize(1);
        }

        @Test
        void an_order_first_heard_of_when_cancelled_says_nothing() {
            var order = Order.reported(
                    OrderId.next(),
                    SampleOrder.purchase("1"),
                    SampleOrder.lines(),
                    OrderStatus.CANCELLED,
                    null,
                    LATER,
                    LATER);

            assertThat(order.state().status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(order.pullEvents()).isEmpty();
        }
    }

    @Nested
    class Limits {

        @Test
        void quantities_go_from_1_to_a_million() {
            assertThat(OrderLine.of(null, "Roses", 1_000_000, null).isPacked()).isFalse();
            assertThatThrownBy(() -> OrderLine.of(null, "Roses", 0, null)).isInstanceOf(OrderLine.BadQuantity.class);
            assertThatThrownBy(() -> OrderLine.of(null, "Roses", 1_000_001, null))
                    .isInstanceOf(OrderLine.BadQuantity.class);
        }

        @Test
        void a_sum_that_does_not_fit_is_refused() {
            var lines = List.of(OrderLine.of(null, "Yacht", 1_000_000, Long.MAX_VALUE / 10));

            assertThatThrownBy(() -> Purchase.sum(lines)).isInstanceOf(Purchase.TotalOutOfRange.class);
            assertThat(Purchase.sum(SampleOrder.lines())).isEqualTo(2800);
        }

        @Test
        void a_date_nobody_ordered_on_is_refused() {
            assertThatThrownBy(() -> new Purchase("1", new Customer(null, null), null, null, Instant.MAX))
                    .isInstanceOf(Purchase.BadDate.class);
        }

        @Test
        void an_external_id_needs_its_platform() {
            assertThat(ExternalOrder.ofNullable(null, null)).isNull();
            assertThatThrownBy(() -> ExternalOrder.ofNullable(null, "7")).isInstanceOf(ExternalOrder.Incomplete.class);
        }
    }

    private static Order stored() {
        return SampleOrder.stored(SampleOrder.placed());
    }
}
