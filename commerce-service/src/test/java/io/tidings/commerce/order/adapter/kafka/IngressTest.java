package io.tidings.commerce.order.adapter.kafka;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.commerce.CommerceApi;
import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.contracts.commerce.OrderLine;
import io.tidings.contracts.commerce.OrderPacked;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class IngressTest {
    private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");
    private static final Customer ANA = new Customer("Ana", "+34600111222");

    private final UUID order = UUID.randomUUID();
    private CommerceApi api;

    @BeforeEach
    void a_tenant() {
        api = CommerceApi.ofNewTenant();
    }

    @Test
    void an_outside_producer_places_packs_ships_and_delivers() {
        publish(placed("X-1"));
        publish(new OrderPacked(order, "X-1", ANA, List.of(new OrderLine(null, "Roses", 2)), AT));
        publish(shipped("X-1"));
        publish(new OrderDelivered(order, "X-1", ANA, AT));

        eventually(() -> assertThat(published(OrderDelivered.class)).hasSize(1));
        assertThat(published(OrderPlaced.class)).containsExactly(placed("X-1"));
        assertThat(published(OrderPacked.class)).hasSize(1);
        assertThat(published(OrderShipped.class)).containsExactly(shipped("X-1"));
        api.get("/api/v1/orders/" + order)
                .statusCode(200)
                .body("status", equalTo("delivered"))
                .body("items[0].is_packed", equalTo(true))
                .body("tracking.carrier", equalTo("SEUR"));
    }

    @Test
    void a_shipment_of_an_order_we_do_not_know_begins_it_as_shipped() {
        publish(shipped("X-2"));

        eventually(() -> assertThat(published(OrderShipped.class)).containsExactly(shipped("X-2")));
        assertThat(published(OrderPlaced.class)).isEmpty();
        api.get("/api/v1/orders/" + order)
                .body("status", equalTo("shipped"))
                .body("order_number", equalTo("X-2"))
                .body("items", hasSize(0))
                .body("total_amount", nullValue());
    }

    @Test
    void duplicates_and_old_news_change_nothing_and_are_told_to_nobody() {
        var id = UUID.randomUUID().toString();
        Records.publish(Topics.INGRESS, api.tenant(), placed("X-3"), id);
        Records.publish(Topics.INGRESS, api.tenant(), placed("X-3"), id);
        publish(placed("X-3"));
        publish(shipped("X-3"));
        publish(shipped("X-3"));
        publish(placed("X-3"));
        publish(new OrderDelivered(order, "X-3", ANA, AT));
        publish(shipped("X-3"));
        publish(new OrderDelivered(order, "X-3", ANA, AT));
        everythingIsWorked();

        eventually(() -> assertThat(published(OrderDelivered.class)).hasSize(1));
        assertThat(published(OrderPlaced.class)).hasSize(1);
        assertThat(published(OrderShipped.class)).hasSize(1);
        assertThat(reasons()).containsExactly("event.type");
    }

    @Test
    void what_contradicts_an_order_is_put_aside_with_the_reason() {
        var location = api.placeOrder();
        var known = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        api.put(location, "{\"status\": \"cancelled\"}").statusCode(200);
        api.post("/api/v1/orders", CommerceApi.ORDER.replaceFirst("\\{", "{\"order_number\": \"X-4\", "))
                .statusCode(201);

        publish(new OrderShipped(known, "1001", ANA, null, null, null, AT));
        publish(placed("X-4"));
        publish(new OrderPlaced(
                UUID.randomUUID(), "X-5", ANA, List.of(new OrderLine(null, "Roses", 1)), 100, "ZZZ", null, null, AT));
        publish(new OrderPlaced(
                UUID.randomUUID(),
                "X-6",
                new Customer("Ana", "+3460011"),
                List.of(new OrderLine(null, "Roses", 1)),
                100,
                "EUR",
                null,
                null,
                AT));
        var lineless = new OrderPlaced(UUID.randomUUID(), "X-7", ANA, List.of(), 100, "EUR", null, null, AT);
        publish(lineless);

        eventually(() -> assertThat(reasons())
                .containsExactlyInAnyOrder(
                        "order.not-shippable",
                        "order.number-taken",
                        "money.currency",
                        "phone.invalid",
                        "event.schema"));
        api.get(location).body("status", equalTo("cancelled"));
        assertThat(published(OrderShipped.class)).isEmpty();
    }

    @Test
    void records_that_are_no_event_of_the_suite_are_put_aside() {
        var tenant = api.tenant().toString();
        var headers = Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "/test",
                "ce_tenantid", tenant,
                "content-type", "application/json");
        var unknown = new HashMap<>(headers);
        unknown.put("ce_type", "io.tidings.commerce.order-lost.v1");
        Records.publish(Topics.INGRESS, null, "{}", unknown);
        var broken = new HashMap<>(headers);
        broken.put("ce_type", "io.tidings.commerce.order-shipped.v1");
        Records.publish(Topics.INGRESS, null, "{\"order_id\":", broken);

        eventually(() -> assertThat(reasons()).containsExactlyInAnyOrder("event.type", "event.json"));
    }

    private OrderPlaced placed(String number) {
        return new OrderPlaced(
                order, number, ANA, List.of(new OrderLine("R-12", "Roses", 2)), 2500, "EUR", "custom", number, AT);
    }

    private OrderShipped shipped(String number) {
        return new OrderShipped(order, number, ANA, "SEUR", "42", null, AT);
    }

    private void publish(Event event) {
        Records.publish(Topics.INGRESS, api.tenant(), event);
    }

    /** Waits until everything sent before is worked: a record nobody takes, last in the same partition. */
    private void everythingIsWorked() {
        Records.publish(
                Topics.INGRESS,
                api.tenant() + ":" + order,
                "{}",
                Map.of(
                        "ce_type",
                        "io.tidings.commerce.order-lost.v1",
                        "ce_tenantid",
                        api.tenant().toString()));
        eventually(() -> assertThat(reasons()).contains("event.type"));
    }

    private <T extends Event> List<T> published(Class<T> type) {
        return Records.events(Topics.COMMERCE, api.tenant(), type);
    }

    private List<String> reasons() {
        return Records.all(Topics.deadLetters(Topics.INGRESS)).stream()
                .filter(r -> api.tenant().toString().equals(Records.header(r, "ce_tenantid")))
                .map(r -> String.valueOf(Records.header(r, "tidings-reason")))
                .toList();
    }

    private static void eventually(ThrowingRunnable condition) {
        await().untilAsserted(condition);
    }
}
