package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ShopifyTest {
    private static final String SECRET = "a-webhook-secret-of-a-shop";

    private final World world = World.get();

    @Test
    void webhooks_twice_and_out_of_order_become_one_order_and_one_notice() {
        var shop = world.shop();
        var customer = World.phone();
        var store = store(shop);

        world.simulator()
                .post(
                        "/simulator/shopify/webhooks",
                        Map.of(
                                "url",
                                url(store),
                                "secret",
                                SECRET,
                                "topics",
                                List.of("orders/create", "orders/fulfilled"),
                                "shop_domain",
                                "rosa.myshopify.com",
                                "order",
                                Map.of("phone", customer),
                                "duplicate",
                                2,
                                "reorder",
                                true));

        World.soon()
                .untilAsserted(() -> assertThat(orders(shop))
                        .singleElement()
                        .satisfies(order ->
                                assertThat(order.path("status").asText()).isEqualTo("shipped")));
        var id = orders(shop).getFirst().path("id").asText();
        shop.awaitMessage("order:" + id + ":shipping_notification", "delivered|read");
        assertThat(shop.sentTo(customer)).hasSize(1);
    }

    @Test
    void a_wrong_signature_is_refused_and_leaves_nothing() {
        var shop = world.shop();
        var answer = new Door(world.suite().address(Part.GATEWAY), "")
                .send(
                        "POST",
                        store(shop).path("webhook_url").asText(),
                        "{}".getBytes(),
                        Map.of(
                                "X-Shopify-Topic", "orders/create",
                                "X-Shopify-Hmac-Sha256", "bm90IGEgc2lnbmF0dXJl",
                                "X-Shopify-Shop-Domain", "rosa.myshopify.com",
                                "X-Shopify-Webhook-Id", "1"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("code").asText()).isEqualTo("webhook.signature");
        assertThat(orders(shop)).isEmpty();
    }

    private JsonNode store(Shop shop) {
        return shop.api()
                .post(
                        "/api/v1/stores",
                        Map.of(
                                "platform", "shopify",
                                "name", "Rosa",
                                "shop_domain", "rosa.myshopify.com",
                                "webhook_secret", SECRET))
                .created();
    }

    private String url(JsonNode store) {
        return world.suite()
                .address(Part.GATEWAY)
                .resolve(store.path("webhook_url").asText())
                .toString();
    }

    private static List<JsonNode> orders(Shop shop) {
        return shop.api().get("/api/v1/orders").ok().path("items").valueStream().toList();
    }
}
