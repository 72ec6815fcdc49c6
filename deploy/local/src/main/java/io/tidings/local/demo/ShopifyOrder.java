package io.tidings.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same from a Shopify shop, by its signed webhooks; the first one comes twice, as they do. */
final class ShopifyOrder {
    private final Stage stage;
    private final String customer;
    private final long run;

    ShopifyOrder(Stage stage, String customer, long run) {
        this.stage = stage;
        this.customer = customer;
        this.run = run;
    }

    void tell() {
        stage.chapter("An order from Shopify");
        String domain = "rosas-flowers-" + run + ".myshopify.com";
        String secret = "shpss_demo_" + run;
        JsonNode store = stage.api()
                .post(
                        "/api/v1/stores",
                        Map.of(
                                "platform",
                                "shopify",
                                "name",
                                "Rosa online",
                                "shop_domain",
                                domain,
                                "webhook_secret",
                                secret));
        stage.say("store " + store.path("id").asText() + " listens at "
                + store.path("webhook_url").asText());
        Map<String, Object> webhook = new HashMap<>();
        webhook.put(
                "url",
                stage.suite()
                        .address(io.tidings.local.suite.Part.GATEWAY)
                        .resolve(store.path("webhook_url").asText())
                        .toString());
        webhook.put("secret", secret);
        webhook.put("shop_domain", domain);
        webhook.put(
                "order",
                Map.of(
                        "id",
                        run,
                        "name",
                        "#" + run % 10_000,
                        "phone",
                        customer,
                        "customer",
                        Map.of("first_name", "Bea", "last_name", "Soler", "phone", customer),
                        "line_items",
                        List.of(Map.of("id", run + 1, "title", "Tulips", "quantity", 20, "price", "1.10"))));
        webhook.put("topic", "orders/create");
        webhook.put("duplicate", 1);
        stage.simulator().post("/simulator/shopify/webhooks", webhook);
        JsonNode order = stage.await(
                "the order from Shopify",
                () -> find(stage.api().get("/api/v1/orders?limit=100")),
                found -> !found.isMissingNode());
        String id = order.path("id").asText();
        stage.say("order " + order.path("order_number").asText() + " (" + id + "): once, from two deliveries");
        webhook.put("topic", "orders/fulfilled");
        webhook.put("duplicate", 0);
        stage.simulator().post("/simulator/shopify/webhooks", webhook);
        stage.delivered("order:" + id + ":shipping_notification");
    }

    private JsonNode find(JsonNode page) {
        for (JsonNode order : page.path("items")) {
            if (order.path("external_id").asText().equals(Long.toString(run))) {
                return order;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
