package io.tidings.commerce.intake.adapter.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidings.commerce.intake.domain.Delivery;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.UUID;

class ShopifyDeliveryReaderTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");
    private static final String CREATED = ShopBody.created(6123456789012L, "#1001");

    private final ShopifyDeliveryReader reader = new ShopifyDeliveryReader(JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build());

    @Test
    void an_order_is_read_with_money_in_minor_units_and_the_phone_of_its_country() {
        var report = read("orders/create", CREATED);

        assertThat(report.reached()).isEqualTo(OrderStatus.PENDING);
        assertThat(report.purchase().number()).isEqualTo("#1001");
        assertThat(report.purchase().total()).isEqualTo(new Money(6490, "EUR"));
        assertThat(report.purchase().customer().name()).isEqualTo("Inés Moreno");
        assertThat(report.purchase().customer().phone()).isEqualTo("+34600111222");
        assertThat(report.purchase().external()).isEqualTo(new ExternalOrder("shopify", "6123456789012"));
        assertThat(report.purchase().orderedAt()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(report.otherNumber()).isEqualTo("#1001-6123456789012");
        assertThat(report.lines())
                .extracting(OrderLine::productName)
                .containsExactly("Peony bouquet - Large", "Ceramic vase");
        assertThat(report.lines()).extracting(OrderLine::sku).containsExactly("PEONY-L", null);
        assertThat(report.lines()).extracting(OrderLine::unitPrice).containsExactly(3990L, 1250L);
    }

    @Test
    void a_fulfilment_is_read_with_its_last_good_shipment() {
        var report = read("orders/fulfilled", ShopBody.fulfilled(7, "#1001"));

        assertThat(report.reached()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(report.tracking())
                .isEqualTo(new Tracking("DHL Express", "JD014600001", "https://www.dhl.com/track?id=JD014600001"));
        assertThat(report.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void an_update_tells_what_its_body_shows() {
        assertThat(read("orders/updated", CREATED).reached()).isEqualTo(OrderStatus.PENDING);
        assertThat(read("orders/updated", ShopBody.fulfilled(7, "#1")).reached())
                .isEqualTo(OrderStatus.SHIPPED);
        assertThat(read("orders/updated", ShopBody.cancelled(7, "#1")).reached())
                .isEqualTo(OrderStatus.CANCELLED);
        assertThat(read("orders/cancelled", CREATED).reached()).isEqualTo(OrderStatus.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"phone\": null, \"note | \"phone\": \"+34 699 000 111\", \"note | +34699000111",
                "\"phone\": null, \"note | \"phone\": \"call me\", \"note | +34600111222",
                "\"country_code\": \"ES\" | \"country_code\": null | null",
                "\"country_code\": \"ES\" | \"country_code\": \"??\" | null",
                "\"600 111 222\" | \"\" | null"
            })
    void a_phone_that_cannot_be_dialled_does_not_lose_the_order(String before, String after, String phone) {
        assertThat(CREATED).contains(before);

        var report = read("orders/create", CREATED.replace(before, after));

        assertThat(String.valueOf(report.purchase().customer().phone())).isEqualTo(phone);
    }

    @Test
    void what_only_adorns_an_order_is_cut_to_fit() {
        var report = read(
                "orders/fulfilled",
                ShopBody.fulfilled(7, "#1001")
                        .replace("Peony bouquet - Large", "🌸".repeat(200))
                        .replace("DHL Express", "D".repeat(300))
                        .replace("https://www.dhl.com/track?id=JD014600001", "javascript:alert(1)"));

        assertThat(report.lines().getFirst().productName()).hasSize(300).endsWith("🌸");
        assertThat(report.tracking()).isEqualTo(new Tracking("D".repeat(100), "JD014600001", null));
    }

    @Test
    void money_knows_the_digits_of_its_currency() {
        var yen = CREATED.replace("EUR", "JPY")
                .replace("64.90", "6490")
                .replace("39.90", "3990")
                .replace("12.50", "1250.00");

        assertThat(read("orders/create", yen).purchase().total()).isEqualTo(new Money(6490, "JPY"));
        assertThat(read("orders/create", yen).lines())
                .extracting(OrderLine::unitPrice)
                .containsExactly(3990L, 1250L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"64.90\" | \"64.905\" | money.amount",
                "\"64.90\" | \"-1.00\" | order.total",
                "\"64.90\" | \"1e30\" | money.amount",
                "\"64.90\" | null | shopify.body",
                "\"currency\": \"EUR\" | \"currency\": \"ZZZ\" | money.currency",
                "\"quantity\": 2 | \"quantity\": 2000000 | order.quantity",
                "\"id\": 7, \"admin | \"admin | shopify.body",
                "\"2026-11-22T04:00:00-05:00\" | \"1026-11-22T04:00:00-05:00\" | order.date",
                "\"2026-11-22T04:00:00-05:00\" | \"today\" | shopify.body"
            })
    void what_cannot_be_an_order_is_refused_with_a_code(String good, String bad, String code) {
        var body = ShopBody.created(7, "#1001").replace(" \"current_total_price\": \"64.90\",", "");
        assertThat(body).contains(good);

        assertThatThrownBy(() -> read("orders/create", body.replace(good, bad)))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\":", "webhook_id=7", "\"x\""})
    void what_is_no_json_object_of_an_order_is_refused(String body) {
        assertThatThrownBy(() -> read("orders/create", body)).isInstanceOf(ShopifyDeliveryReader.Unreadable.class);
    }

    private TakeReport.Command read(String topic, String body) {
        var delivery = new Delivery(UUID.randomUUID(), UUID.randomUUID(), "w", topic, body.getBytes(UTF_8), RECEIVED);
        return reader.read(new TenantId(UUID.randomUUID()), delivery);
    }
}
