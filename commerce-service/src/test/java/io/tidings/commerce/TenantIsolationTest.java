package io.tidings.commerce;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What one tenant can learn of another's orders and stores: nothing, byte for byte. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TenantIsolationTest {
    private static final List<String> ENDPOINTS = List.of(
            "GET /api/v1/orders/{order}",
            "PUT /api/v1/orders/{order}",
            "PUT /api/v1/orders/{order}/items/{item}/pack",
            "POST /api/v1/orders",
            "GET /api/v1/orders",
            "POST /api/v1/stores",
            "GET /api/v1/stores");

    private CommerceApi owner;
    private CommerceApi stranger;
    private String order;
    private String item;

    @BeforeEach
    void two_tenants() {
        owner = CommerceApi.ofNewTenant();
        stranger = CommerceApi.ofNewTenant();
        var location = owner.placeOrder();
        order = location.substring(location.lastIndexOf('/') + 1);
        item = owner.get(location).extract().path("items[0].id");
        owner.post("/api/v1/stores", """
                {"platform": "shopify", "name": "Rosa", "shop_domain": "rosa.myshopify.com",
                 "webhook_secret": "0123456789abcdef0123"}""").statusCode(201);
    }

    static Stream<String> endpoints() {
        return ENDPOINTS.stream();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_foreign_order_is_answered_as_one_that_never_was(String endpoint) {
        var foreign = call(stranger, endpoint, order, item);
        var random = call(
                stranger,
                endpoint,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());

        if (endpoint.contains("{order}")) {
            assertThat(foreign.statusCode).isEqualTo(404);
            assertThat(foreign).isEqualTo(random);
        } else {
            assertThat(foreign.body).doesNotContain(order, "rosa.myshopify.com");
        }
        assertThat(owner.get("/api/v1/orders/" + order).extract().header("ETag"))
                .isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void nobody_gets_in_without_the_permission(String endpoint) {
        assertThat(call(given(), endpoint).statusCode).isEqualTo(401);
        assertThat(call(owner.as("invoices:*"), endpoint).statusCode).isEqualTo(403);
        var other = given().auth().oauth2(Tokens.ofTenant("billing", owner.tenant(), "*"));
        assertThat(call(other, endpoint).statusCode).isEqualTo(401);
        var expired = Tokens.sign("commerce", "key:1", "key", owner.tenant(), List.of("*"), -120);
        assertThat(call(given().auth().oauth2(expired), endpoint).statusCode).isEqualTo(401);
        var webhook = given().auth().oauth2(Tokens.ofWebhook("commerce"));
        assertThat(call(webhook, endpoint).statusCode).isEqualTo(403);
        var readOnly = call(owner.as("orders:read", "stores:read"), endpoint);
        assertThat(readOnly.statusCode == 403).isEqualTo(!endpoint.startsWith("GET"));
    }

    @Test
    void without_row_level_security_the_predicates_alone_hold() {
        try {
            Database.update("alter table orders disable row level security");
            Database.update("alter table order_lines disable row level security");
            Database.update("alter table stores disable row level security");

            for (var endpoint : ENDPOINTS) {
                a_foreign_order_is_answered_as_one_that_never_was(endpoint);
            }
            stranger.post("/api/v1/orders", CommerceApi.ORDER).statusCode(201);
        } finally {
            Database.update("alter table orders enable row level security");
            Database.update("alter table order_lines enable row level security");
            Database.update("alter table stores enable row level security");
        }
    }

    private record Answer(int statusCode, String body, String contentType) {}

    private Answer call(CommerceApi caller, String endpoint, String order, String item) {
        return call(
                caller.as("orders:*", "stores:*"),
                endpoint.replace("{order}", order).replace("{item}", item));
    }

    private Answer call(io.restassured.specification.RequestSpecification as, String endpoint) {
        var request = as.contentType("application/json");
        var path = endpoint.substring(endpoint.indexOf(' ') + 1)
                .replace("{order}", order)
                .replace("{item}", item);
        var response = switch (endpoint.substring(0, endpoint.indexOf(' '))) {
            case "GET" -> request.get(path);
            case "PUT" ->
                request.body(path.endsWith("pack") ? "{}" : "{\"status\": \"confirmed\"}")
                        .put(path);
            default -> request.body("{}").post(path);
        };
        return new Answer(response.statusCode(), CommerceApi.withoutTrace(response.asString()), response.contentType());
    }
}
