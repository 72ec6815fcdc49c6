package io.tidings.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.util.List;
import java.util.Map;

/**
 * A tenant made for one measurement, which stays when it is over.
 *
 * @param key may do everything, a million times a minute
 * @param phoneNumberId of the number it speaks from
 */
record Shop(String tenant, String keyId, String key, String phoneNumberId) {
    private static final int MOST_A_MINUTE = 1_000_000;
    private static final int MESSAGES_A_SECOND = 1_000;

    static Shop open(Suite suite, String bench) {
        return open(suite, bench, "Europe/Madrid", MESSAGES_A_SECOND);
    }

    static Shop open(Suite suite, String bench, String timeZone, int messagesPerSecond) {
        String run = Long.toString(System.currentTimeMillis());
        Door operator = new Door(suite.address(Part.GATEWAY), suite.operatorKey());
        String tenant = operator.post(
                        "/api/v1/tenants",
                        Map.of(
                                "name",
                                "Bench " + bench,
                                "slug",
                                "bench-" + bench + "-" + run,
                                "plan",
                                "enterprise",
                                "time_zone",
                                timeZone))
                .path("id")
                .asText();
        JsonNode key = operator.post(
                "/api/v1/tenants/" + tenant + "/api-keys", Map.of("name", bench, "rate_limit", MOST_A_MINUTE));
        Shop shop = new Shop(tenant, key.path("id").asText(), key.path("key").asText(), "20" + run);
        shop.door(suite)
                .postWithNewKey(
                        "/api/v1/phone-numbers",
                        Map.of(
                                "phone_number_id",
                                shop.phoneNumberId(),
                                "display_phone_number",
                                "+34910000001",
                                "access_token",
                                "bench-" + run,
                                "messages_per_second",
                                messagesPerSecond));
        return shop;
    }

    /** The gateway, with this shop's key. */
    Door door(Suite suite) {
        return new Door(suite.address(Part.GATEWAY), key);
    }

    /** Places one order of three lines and gives its id. */
    String placeOrder(Suite suite) {
        JsonNode order = door(suite)
                .post(
                        "/api/v1/orders",
                        Map.of(
                                "customer", Map.of("name", "Ana", "phone", "+34600000000"),
                                "items",
                                        List.of(
                                                Map.of("product_name", "Peonies", "quantity", 12, "unit_price", 250),
                                                Map.of("product_name", "Vase", "quantity", 1, "unit_price", 1900),
                                                Map.of("product_name", "Card", "quantity", 1, "unit_price", 300)),
                                "currency", "EUR"));
        return order.path("id").asText();
    }
}
