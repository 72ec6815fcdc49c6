package io.tidings.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One tenant and its key. */
record Shop(World world, UUID tenant, String slug, String phoneNumberId, Door api) {

    /** Places an order of two lines for a customer with that phone. */
    JsonNode placeOrder(String phone) {
        return api.post("/api/v1/orders", order(phone)).created();
    }

    static Map<String, Object> order(String phone) {
        var order = new HashMap<String, Object>();
        order.put("customer", Map.of("name", "Ana", "phone", phone));
        order.put(
                "items",
                List.of(
                        Map.of("sku", "T-1", "product_name", "Tea", "quantity", 2, "unit_price", 450),
                        Map.of("product_name", "Cup", "quantity", 1, "unit_price", 1200)));
        order.put("currency", "EUR");
        return order;
    }

    void ship(String orderId) {
        api.put(
                        "/api/v1/orders/" + orderId,
                        Map.of("status", "shipped", "tracking", Map.of("carrier", "Correos", "number", "PQ1")))
                .ok();
    }

    /** The message of an intent, or missing. */
    JsonNode message(String intentKey) {
        return api.get("/api/v1/messages?intent_key=" + URLEncoder.encode(intentKey, UTF_8))
                .ok()
                .path("items")
                .path(0);
    }

    /** Waits until the message of an intent has one of the given states. */
    JsonNode awaitMessage(String intentKey, String statuses) {
        World.soon()
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(
                                message(intentKey).path("status").asText())
                        .as("status of %s", intentKey)
                        .matches(statuses));
        return api.get("/api/v1/messages/" + message(intentKey).path("id").asText())
                .ok();
    }

    /** What went out to one phone, oldest first. */
    List<JsonNode> sentTo(String phone) {
        return world.journal(phoneNumberId).stream()
                .filter(entry -> ("+" + entry.path("to").asText().replace("+", "")).equals(phone))
                .toList();
    }

    /** The contact's phone writes to the shop. */
    void writes(String phone, String text) {
        world.simulator()
                .post(
                        "/simulator/inbound",
                        Map.of("phone_number_id", phoneNumberId, "from", phone.substring(1), "text", text));
    }
}
