package io.tidings.commerce.order.application;

import static io.tidings.commerce.order.domain.SampleOrder.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.SampleOrder;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.testkit.fake.ImmediateTx;
import io.tidings.testkit.fake.MovableClock;
import io.tidings.testkit.fake.RecordedOutbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class PlaceOrderTest {
    private final InMemoryOrders orders = new InMemoryOrders();
    private final RecordedOutbox outbox = new RecordedOutbox();
    private final PlaceOrder placeOrder = new PlaceOrder(new ImmediateTx(), orders, outbox, new MovableClock(NOW));

    @Test
    void the_total_is_the_sum_of_the_items_unless_it_is_given() {
        assertThat(place("1", null, "EUR", "+34600111222").purchase().total()).isEqualTo(new Money(2800, "EUR"));
        assertThat(place("2", 2500L, "EUR", null).purchase().total()).isEqualTo(new Money(2500, "EUR"));
        assertThat(outbox.events(OrderPlaced.class))
                .extracting(OrderPlaced::totalAmount)
                .containsExactly(2800L, 2500L);
    }

    @Test
    void an_order_without_a_date_was_made_now() {
        assertThat(place("1", null, "EUR", null).purchase().orderedAt()).isEqualTo(NOW);
    }

    @Test
    void a_phone_is_kept_in_one_spelling() {
        assertThat(place("1", null, "EUR", "0034 600-111-222".replaceFirst("00", "+"))
                        .purchase()
                        .customer()
                        .phone())
                .isEqualTo("+34600111222");
    }

    @Test
    void what_is_refused_leaves_neither_order_nor_event() {
        assertThatThrownBy(() -> place("1", null, "EUR", "12")).isInstanceOf(PhoneNumber.Invalid.class);
        assertThatThrownBy(() -> place("1", null, "ZZZ", null)).isInstanceOf(Money.UnknownCurrency.class);
        assertThatThrownBy(() -> place("1", Long.MAX_VALUE, "EUR", null)).isInstanceOf(Purchase.TotalOutOfRange.class);

        assertThat(outbox.events()).isEmpty();
        place("1", null, "EUR", null);
    }

    private Order place(String number, @Nullable Long total, String currency, @Nullable String phone) {
        List<OrderLine> items = SampleOrder.lines();
        return placeOrder
                .handle(new PlaceOrder.Command(
                        new TenantId(UUID.randomUUID()), number, "Ana", phone, items, total, currency, null, null))
                .await()
                .indefinitely();
    }
}
