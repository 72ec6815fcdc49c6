package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

class IngressTest {
    private static final String SHIPPED = "io.tidings.commerce.order-shipped.v1";

    private final World world = World.get();
    private final Bus bus = new Bus(world);

    @Test
    void an_outside_producers_shipment_is_told_once_however_often_it_comes() {
        var shop = world.shop();
        var customer = World.phone();
        var order = UUID.randomUUID();
        var event = UUID.randomUUID().toString();
        for (var i = 0; i < 3; i++) {
            bus.publish(event, shop.tenant(), SHIPPED, order, shipped(order, customer));
        }
        bus.publish(shop.tenant(), SHIPPED, order, shipped(order, customer)); // the same fact under another id

        shop.awaitMessage("order:" + order + ":shipping_notification", "delivered|read");
        assertThat(shop.sentTo(customer)).hasSize(1);
        assertThat(shop.api().get("/api/v1/orders/" + order).ok().path("status").asText())
                .isEqualTo("shipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad phone", "no order number", "two tenants", "no json"})
    void a_bad_event_lands_in_the_dead_letters_with_a_reason_and_holds_nobody_up(String fault) {
        var shop = world.shop();
        var customer = World.phone();
        var bad = UUID.randomUUID();
        var data = shipped(bad, fault.equals("bad phone") ? "12" : customer);
        switch (fault) {
            case "no order number" -> data.remove("order_number");
            case "two tenants" -> data.put("tenant_id", UUID.randomUUID().toString());
            default -> {}
        }
        if (fault.equals("no json")) {
            bus.send(shop.tenant() + ":" + bad, "{not json".getBytes(), headers(shop.tenant(), bad));
        } else {
            bus.publish(shop.tenant(), SHIPPED, bad, data);
        }
        var good = UUID.randomUUID();
        bus.publish(shop.tenant(), SHIPPED, good, shipped(good, customer));

        shop.awaitMessage("order:" + good + ":shipping_notification", "delivered|read");
        World.soon()
                .untilAsserted(() -> assertThat(bus.deadLetters(shop.tenant() + ":" + bad))
                        .singleElement()
                        .satisfies(letter -> assertThat(Bus.reason(letter))
                                .isEqualTo(
                                        switch (fault) {
                                            case "two tenants" -> "event.tenant-disagrees";
                                            case "no json" -> "event.json";
                                            default -> "event.schema";
                                        })
                                .doesNotContain(customer)));
        assertThat(shop.api().get("/api/v1/orders/" + bad).status()).isEqualTo(404);
        assertThat(shop.sentTo(customer)).hasSize(1);
    }

    @Test
    void an_event_of_an_unknown_tenant_lands_in_the_dead_letters() {
        var nobody = UUID.randomUUID();
        var order = UUID.randomUUID();
        bus.publish(nobody, SHIPPED, order, shipped(order, World.phone()));
        World.soon()
                .untilAsserted(() -> assertThat(bus.deadLetters(nobody.toString()))
                        .singleElement()
                        .satisfies(letter -> assertThat(Bus.reason(letter)).isEqualTo("event.unknown-tenant")));
    }

    private static Map<String, Object> shipped(UUID order, String phone) {
        return new java.util.HashMap<>(Map.of(
                "order_id",
                order.toString(),
                "order_number",
                "W-" + order.toString().substring(0, 8),
                "customer",
                Map.of("name", "Ana", "phone", phone),
                "carrier",
                "DHL",
                "tracking_number",
                "JD01",
                "shipped_at",
                Instant.now().toString()));
    }

    private static Map<String, String> headers(UUID tenant, UUID subject) {
        return Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_type",
                SHIPPED,
                "ce_source",
                "/warehouse",
                "ce_subject",
                subject.toString(),
                "ce_tenantid",
                tenant.toString(),
                "content-type",
                "application/json");
    }
}
