package io.tidings.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/** An order through the API: placed, packed, shipped; the packer and the customer are told. */
final class Orders {
    private final Stage stage;
    private final String packer;
    private final String customer;

    Orders(Stage stage, String packer, String customer) {
        this.stage = stage;
        this.packer = packer;
        this.customer = customer;
    }

    void tell() {
        stage.chapter("An order by the API");
        JsonNode order = stage.api()
                .post(
                        "/api/v1/orders",
                        Map.of(
                                "customer", Map.of("name", "Ana", "phone", customer),
                                "items",
                                        List.of(
                                                Map.of("product_name", "Peonies", "quantity", 12, "unit_price", 250),
                                                Map.of("product_name", "Vase", "quantity", 1, "unit_price", 1900)),
                                "currency", "EUR"));
        String id = order.path("id").asText();
        stage.say("order " + order.path("order_number").asText() + " (" + id + "): "
                + order.path("status").asText());
        stage.delivered("order:" + id + ":packing_list:" + packer.substring(1));
        for (JsonNode item : order.path("items")) {
            stage.api().put("/api/v1/orders/" + id + "/items/" + item.path("id").asText() + "/pack", Map.of());
        }
        String packed = stage.api().get("/api/v1/orders/" + id).path("status").asText();
        stage.say("both items packed: " + packed);
        JsonNode shipped = stage.api()
                .put(
                        "/api/v1/orders/" + id,
                        Map.of("status", "shipped", "tracking", Map.of("carrier", "Correos", "number", "PQ4F2000")));
        stage.say("on its way: " + shipped.path("status").asText());
        stage.delivered("order:" + id + ":shipping_notification");
    }
}
