package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;

class OrderTest {
    private final World world = World.get();

    @Test
    void an_order_becomes_a_packing_list_a_shipping_notice_and_a_delivery_confirmation() {
        var packer = World.phone();
        var shop = world.shop(packer);
        var customer = World.phone();
        var order = shop.placeOrder(customer);
        var id = order.path("id").asText();

        var list = shop.awaitMessage("order:" + id + ":packing_list:" + packer.substring(1), "delivered|read");
        assertThat(list.path("text").asText())
                .contains(order.path("order_number").asText(), "Tea", "Cup");

        for (var item : order.path("items")) {
            shop.api()
                    .put("/api/v1/orders/" + id + "/items/" + item.path("id").asText() + "/pack", Map.of())
                    .ok();
        }
        assertThat(shop.api().get("/api/v1/orders/" + id).ok().path("status").asText())
                .isEqualTo("packed");

        shop.ship(id);
        var notice = shop.awaitMessage("order:" + id + ":shipping_notification", "delivered|read");
        assertThat(notice.path("text").asText()).contains("Correos", "PQ1");
        assertThat(notice.path("verdict").path("decision").asText()).isEqualTo("allow");
        assertThat(notice.path("history").findValuesAsText("status")).startsWith("queued", "sending");

        shop.api().put("/api/v1/orders/" + id, Map.of("status", "delivered")).ok();
        shop.awaitMessage("order:" + id + ":delivery_confirmation", "delivered|read");

        assertThat(shop.sentTo(customer))
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent.path("opaque").asText()).isNotEmpty());
        assertThat(shop.sentTo(packer)).hasSize(1);
    }

    @Test
    void a_repeated_request_with_its_key_is_answered_and_not_done_again() {
        var shop = world.shop();
        var body = Door.json(Shop.order(World.phone()));
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode first = shop.api().send("POST", "/api/v1/orders", body, key).created();
        var again = shop.api().send("POST", "/api/v1/orders", body, key);
        assertThat(again.created()).isEqualTo(first);
        assertThat(again.response().headers().firstValue("Idempotency-Replay")).contains("true");
        assertThat(shop.api().get("/api/v1/orders").ok().path("items")).hasSize(1);
    }
}
