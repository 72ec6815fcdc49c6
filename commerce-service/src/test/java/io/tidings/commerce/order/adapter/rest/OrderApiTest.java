package io.tidings.commerce.order.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.commerce.CommerceApi;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.contracts.commerce.OrderPacked;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class OrderApiTest {
    private CommerceApi api;

    @BeforeEach
    void a_tenant() {
        api = CommerceApi.ofNewTenant();
    }

    @Test
    void an_order_is_placed_and_read_back_as_it_was_answered() {
        var placed = api.post("/api/v1/orders", CommerceApi.ORDER)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("order_number", equalTo("1001"))
                .body("status", equalTo("pending"))
                .body("customer.phone", equalTo("+34600111222"))
                .body("total_amount", equalTo(2800))
                .body("currency", equalTo("EUR"))
                .body("items.product_name", contains("Roses", "Card"))
                .body("items[0].packed_quantity", equalTo(0))
                .body("items[0].is_packed", equalTo(false))
                .body("items[1].sku", nullValue())
                .body("tracking", nullValue())
                .body("shipped_date", nullValue())
                .extract();
        assertThat(placed.header("Location")).isEqualTo("/api/v1/orders/" + placed.path("id"));

        var read = api.get(placed.header("Location"))
                .statusCode(200)
                .header("ETag", "\"1\"")
                .extract();

        assertThat(read.asString()).isEqualTo(placed.asString());
    }

    @Test
    void orders_without_a_number_get_one_each() {
        var numbers = IntStream.range(0, 12)
                .mapToObj(i -> api.post("/api/v1/orders", CommerceApi.ORDER)
                        .statusCode(201)
                        .extract()
                        .<String>path("order_number"))
                .toList();

        assertThat(numbers).doesNotHaveDuplicates().isSorted().first().isEqualTo("1001");
    }

    @Test
    void a_generated_number_steps_over_those_given_by_name() {
        api.post("/api/v1/orders", numbered("1001")).statusCode(201);
        api.post("/api/v1/orders", numbered("1002")).statusCode(201);

        api.post("/api/v1/orders", CommerceApi.ORDER).statusCode(201).body("order_number", equalTo("1003"));
    }

    @Test
    void a_number_and_an_external_id_are_taken_once() {
        var first = api.post("/api/v1/orders", numbered("A-7"))
                .statusCode(201)
                .extract()
                .<String>path("id");

        api.post("/api/v1/orders", numbered("A-7"))
                .statusCode(409)
                .body("code", equalTo("order.number-taken"))
                .body("order_id", equalTo(first));
        var external = with("\"external_platform\": \"custom\", \"external_id\": \"77\"");
        api.post("/api/v1/orders", external).statusCode(201).body("external_id", equalTo("77"));
        api.post("/api/v1/orders", external).statusCode(409).body("code", equalTo("order.external-taken"));
        CommerceApi.ofNewTenant().post("/api/v1/orders", numbered("A-7")).statusCode(201);
    }

    @Test
    void the_same_request_sent_twice_places_one_order() {
        var first = api.as("orders:write")
                .header("Idempotency-Key", "abc")
                .body(CommerceApi.ORDER)
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract();

        var second = api.as("orders:write")
                .header("Idempotency-Key", "abc")
                .body(CommerceApi.ORDER)
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .header("Idempotency-Replay", "true")
                .extract();

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(ordersOfTenant()).isEqualTo(1);
        api.as("orders:write")
                .header("Idempotency-Key", "abc")
                .body(numbered("other"))
                .post("/api/v1/orders")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency.other-body"));
    }

    @Test
    void an_order_travels_from_placed_to_delivered_and_says_each_step_once() {
        var order = api.placeOrder();
        var id = UUID.fromString(order.substring(order.lastIndexOf('/') + 1));
        List<String> items = api.get(order).extract().path("items.id");

        api.put(order, "{\"status\": \"confirmed\"}").statusCode(200).body("status", equalTo("confirmed"));
        api.put(order + "/items/" + items.get(0) + "/pack", "{\"packed_quantity\": 1}")
                .statusCode(200)
                .body("items[0].packed_quantity", equalTo(1))
                .body("status", equalTo("confirmed"));
        api.put(order + "/items/" + items.get(0) + "/pack", "{}")
                .statusCode(200)
                .body("items[0].is_packed", equalTo(true));
        api.put(order + "/items/" + items.get(1) + "/pack", "{}")
                .statusCode(200)
                .body("status", equalTo("packed"));
        var ship =
                "{\"status\": \"shipped\", \"tracking\": {\"carrier\": \"SEUR\", \"number\": \"42\", \"url\": \"https://seur.example/42\"}}";
        api.put(order, ship)
                .statusCode(200)
                .body("status", equalTo("shipped"))
                .body("tracking.number", equalTo("42"))
                .body("shipped_date", notNullValue());
        api.put(order, ship).statusCode(200).header("ETag", "\"6\"");
        api.put(order, "{\"status\": \"delivered\"}")
                .statusCode(200)
                .body("status", equalTo("delivered"))
                .body("delivered_date", notNullValue());
        api.put(order, ship).statusCode(409).body("code", equalTo("order.not-shippable"));

        await().untilAsserted(() -> assertThat(Records.events(Topics.COMMERCE, api.tenant(), OrderDelivered.class))
                .hasSize(1));
        assertThat(Records.events(Topics.COMMERCE, api.tenant(), OrderPlaced.class))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.orderId()).isEqualTo(id);
                    assertThat(e.totalAmount()).isEqualTo(2800);
                    assertThat(e.customer().phone()).isEqualTo("+34600111222");
                    assertThat(e.lines()).hasSize(2);
                });
        assertThat(Records.events(Topics.COMMERCE, api.tenant(), OrderPacked.class))
                .hasSize(1);
        assertThat(Records.events(Topics.COMMERCE, api.tenant(), OrderShipped.class))
                .singleElement()
                .satisfies(e -> assertThat(e.trackingUrl()).isEqualTo("https://seur.example/42"));
    }

    @Test
    void packing_takes_no_body_for_all_of_an_item() {
        var order = api.placeOrder();
        String item = api.get(order).extract().path("items[0].id");

        api.as("orders:write")
                .put(order + "/items/" + item + "/pack")
                .then()
                .statusCode(200)
                .body("items[0].is_packed", equalTo(true));
        api.put(order + "/items/" + item + "/pack", "{\"packed_quantity\": 3}")
                .statusCode(422)
                .body("code", equalTo("order.packed-quantity"));
        api.put(order + "/items/" + UUID.randomUUID() + "/pack", "{}")
                .statusCode(404)
                .body("code", equalTo("order.item-not-found"));
    }

    @Test
    void steps_that_an_order_cannot_take_are_conflicts() {
        var order = api.placeOrder();

        api.put(order, "{\"status\": \"delivered\"}").statusCode(409).body("code", equalTo("order.not-deliverable"));
        api.put(order, "{\"status\": \"shipped\"}").statusCode(200).body("tracking", nullValue());
        api.put(order, "{\"status\": \"confirmed\"}").statusCode(409).body("code", equalTo("order.not-confirmable"));
        api.put(order, "{\"status\": \"cancelled\"}").statusCode(409).body("code", equalTo("order.not-cancellable"));
        String item = api.get(order).extract().path("items[0].id");
        api.put(order + "/items/" + item + "/pack", "{}").statusCode(409).body("code", equalTo("order.not-packable"));

        var other = api.placeOrder();
        api.put(other, "{\"status\": \"cancelled\"}").statusCode(200).body("status", equalTo("cancelled"));
        api.put(other, "{\"status\": \"shipped\"}").statusCode(409).body("code", equalTo("order.not-shippable"));
    }

    @Test
    void a_stale_if_match_is_refused_and_changes_nothing() {
        var order = api.placeOrder();
        api.put(order, "{\"status\": \"confirmed\"}").header("ETag", "\"2\"");

        api.as("orders:write")
                .header("If-Match", "\"1\"")
                .body("{\"status\": \"cancelled\"}")
                .put(order)
                .then()
                .statusCode(412)
                .body("code", equalTo("request.stale"));
        api.get(order).body("status", equalTo("confirmed"));
        api.as("orders:write")
                .header("If-Match", "\"2\"")
                .body("{\"status\": \"cancelled\"}")
                .put(order)
                .then()
                .statusCode(200);
    }

    @Test
    void lists_page_from_the_newest_and_narrow_by_status() {
        var orders = IntStream.range(0, 5).mapToObj(i -> api.placeOrder()).toList();
        api.put(orders.get(2), "{\"status\": \"shipped\"}").statusCode(200);

        var first = api.get("/api/v1/orders?limit=3")
                .statusCode(200)
                .body("items", hasSize(3))
                .extract();
        String cursor = first.path("next_cursor");
        assertThat(orders.getLast()).endsWith(first.<String>path("items[0].id"));
        api.get("/api/v1/orders?limit=3&cursor=" + cursor)
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[1].items", hasSize(2))
                .body("next_cursor", nullValue());
        api.get("/api/v1/orders?status=shipped")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].order_number", notNullValue());
        api.get("/api/v1/orders?status=lost").statusCode(400).body("code", equalTo("order.status-unknown"));
        CommerceApi.ofNewTenant()
                .get("/api/v1/orders?limit=3&cursor=" + cursor)
                .statusCode(400)
                .body("code", endsWith("cursor"));
    }

    private long ordersOfTenant() {
        return Database.count("select count(*) from orders where tenant_id = ?", api.tenant());
    }

    private static String numbered(String number) {
        return with("\"order_number\": \"" + number + "\"");
    }

    private static String with(String property) {
        return CommerceApi.ORDER.replaceFirst("\\{", "{" + property + ", ");
    }
}
