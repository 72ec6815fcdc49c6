package io.tidings.commerce.order.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.commerce.CommerceApi;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class OrderBadInputTest {
    private static final String VALID = """
            {"customer":{"name":"Ana","phone":"+34600111222"},"currency":"EUR","items":[{"product_name":"Roses","quantity":2,"unit_price":1250}]}""";

    private CommerceApi api;

    @BeforeEach
    void a_tenant() {
        api = CommerceApi.ofNewTenant();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"quantity\":2 | \"quantity\":0 | 422 | request.invalid",
                "\"quantity\":2 | \"quantity\":1000001 | 422 | request.invalid",
                "\"quantity\":2 | \"quantity\":\"2\" | 400 | request.malformed",
                "\"quantity\":2 | \"quantity\":2.5 | 400 | request.malformed",
                "\"quantity\":2 | \"quantity\":99999999999999999999 | 400 | request.malformed",
                "\"quantity\":2 | \"quantity\":null | 400 | request.malformed",
                "\"unit_price\":1250 | \"unit_price\":-1 | 422 | request.invalid",
                "\"unit_price\":1250 | \"unit_price\":12.50 | 400 | request.malformed",
                "\"unit_price\":1250 | \"unit_price\":9007199254740991 | 422 | order.total",
                "\"unit_price\":1250 | \"unit_price\":9223372036854775807 | 422 | order.total",
                "\"currency\":\"EUR\" | \"currency\":\"EUX\" | 422 | money.currency",
                "\"currency\":\"EUR\" | \"currency\":\"eur\" | 422 | money.currency",
                "\"currency\":\"EUR\" | \"currency\":\"EURO\" | 422 | request.invalid",
                "\"currency\":\"EUR\" | \"currency\":\"XXX\" | 422 | money.currency",
                "\"currency\":\"EUR\" | \"currency\":978 | 400 | request.malformed",
                "+34600111222 | +3460 | 422 | phone.invalid",
                "+34600111222 | 600111222 | 422 | phone.invalid",
                "+34600111222 | nobody | 422 | phone.invalid",
                "\"name\":\"Ana\" | \"name\":\"\\u0000\" | 400 | request.malformed",
                "\"name\":\"Ana\" | \"name\":\"\\ud800\" | 400 | request.malformed",
                "\"name\":\"Ana\" | \"nickname\":\"Ana\" | 400 | request.malformed",
                "\"product_name\":\"Roses\" | \"product_name\":\"  \" | 422 | request.invalid",
                "\"items\":[{\"product_name\":\"Roses\",\"quantity\":2,\"unit_price\":1250}] | \"items\":[] | 422 | request.invalid",
                "\"items\":[{\"product_name\":\"Roses\",\"quantity\":2,\"unit_price\":1250}] | \"items\":[null] | 422 | request.invalid",
                "\"items\":[{\"product_name\":\"Roses\",\"quantity\":2,\"unit_price\":1250}] | \"items\":{} | 400 | request.malformed",
                "\"currency\": | \"order_number\":\" \",\"currency\": | 422 | request.invalid",
                "\"currency\": | \"order_number\":\"\",\"currency\": | 422 | request.invalid",
                "\"currency\": | \"order_date\":\"yesterday\",\"currency\": | 400 | request.malformed",
                "\"currency\": | \"order_date\":\"+999999999-12-31T23:59:59Z\",\"currency\": | 422 | order.date",
                "\"currency\": | \"total_amount\":9007199254740992,\"currency\": | 422 | order.total",
                "\"currency\": | \"external_platform\":\"ebay\",\"currency\": | 422 | request.invalid",
                "\"currency\": | \"external_id\":\"7\",\"currency\": | 422 | order.external-incomplete",
                "\"currency\": | \"currency\":\"USD\",\"currency\": | 400 | request.malformed",
                "{\"customer\" | [{\"customer\" | 400 | request.malformed",
                "}]} | }]}} | 400 | request.malformed",
            })
    void what_cannot_be_an_order_is_refused_with_a_clear_problem(String good, String bad, int status, String code) {
        assertThat(VALID).contains(good);

        api.post("/api/v1/orders", VALID.replace(good, bad))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status));
        nothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"x\"", "{", "{}"})
    void a_body_that_is_no_order_is_refused(String body) {
        var status = api.post("/api/v1/orders", body).extract().statusCode();

        assertThat(status).isIn(400, 422);
        nothingIsStored();
    }

    @Test
    void too_many_lines_too_deep_nesting_and_too_long_texts_are_refused() {
        var item = "{\"product_name\":\"Roses\",\"quantity\":1}";
        var many = "{\"currency\":\"EUR\",\"items\":[" + (item + ",").repeat(500) + item + "]}";
        api.post("/api/v1/orders", many).statusCode(422).body("code", equalTo("request.invalid"));

        api.post("/api/v1/orders", "[".repeat(200)).statusCode(400);
        api.post("/api/v1/orders", "{\"customer\":" + "{\"name\":".repeat(100) + "1" + "}".repeat(101))
                .statusCode(400);
        api.post("/api/v1/orders", VALID.replace("Ana", "a".repeat(201))).statusCode(422);
        nothingIsStored();
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        var bytes = VALID.replace("Ana", "A?a").getBytes(StandardCharsets.ISO_8859_1);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xff;

        api.as("orders:write")
                .body(bytes)
                .post("/api/v1/orders")
                .then()
                .statusCode(400)
                .body("code", equalTo("request.malformed"));
        nothingIsStored();
    }

    @Test
    void a_change_that_makes_no_sense_is_refused() {
        var order = api.placeOrder();

        for (var body : new String[] {
            "{}",
            "{\"status\": \"packed\"}",
            "{\"status\": \"pending\"}",
            "{\"status\": \"SHIPPED\"}",
            "{\"status\": \"confirmed\", \"tracking\": {\"carrier\": \"SEUR\"}}",
            "{\"status\": \"shipped\", \"tracking\": {\"url\": \"javascript:alert(1)\"}}",
            "{\"status\": \"shipped\", \"tracking\": {\"carrier\": \"\"}}"
        }) {
            api.put(order, body).statusCode(422);
        }
        api.put(order, "{\"status\": \"shipped\", \"speed\": 3}").statusCode(400);
        api.put(order, "{\"status\": 3}").statusCode(400);
        api.get(order).body("status", equalTo("pending")).header("ETag", "\"1\"");
    }

    @Test
    void addresses_that_name_nothing_are_not_found() {
        api.get("/api/v1/orders/1").statusCode(404).body("code", equalTo("order.not-found"));
        api.get("/api/v1/orders/%00").statusCode(404);
        api.put("/api/v1/orders/x/items/y/pack", "{}").statusCode(404).body("code", equalTo("order.not-found"));
        var order = api.placeOrder();
        api.put(order + "/items/y/pack", "{}").statusCode(404).body("code", equalTo("order.item-not-found"));
        api.get("/api/v1/orders?limit=0").statusCode(400);
        api.get("/api/v1/orders?limit=101").statusCode(400);
        api.get("/api/v1/orders?cursor=abc").statusCode(400);
    }

    private void nothingIsStored() {
        assertThat(Database.count("select count(*) from orders where tenant_id = ?", api.tenant()))
                .isZero();
        assertThat(Database.count("select count(*) from outbox where tenant_id = ?", api.tenant()))
                .isZero();
    }
}
