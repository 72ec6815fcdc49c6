package io.tidings.simulator.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Input;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.http.Refused;
import io.tidings.simulator.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code POST /simulator/shopify/webhooks}: something happens in a shop, and its app hears of it. */
public final class Shopify {

    private final InstantSource clock;
    private final Journal journal;
    private final OrderBodies orders;
    private final Deliveries deliveries;

    public Shopify(Vertx vertx, InstantSource clock, Journal journal, Outbound outbound, ShopifySettings settings) {
        this.clock = clock;
        this.journal = journal;
        orders = new OrderBodies(clock);
        deliveries = new Deliveries(vertx, outbound, journal, settings);
    }

    public void register(Endpoints endpoints) {
        endpoints.onBody(HttpMethod.POST, "/simulator/shopify/webhooks", this::happen);
    }

    private Future<JsonNode> happen(byte[] body) {
        var input = Input.of(
                body,
                "url",
                "secret",
                "topic",
                "topics",
                "shop_domain",
                "order",
                "headers",
                "duplicate",
                "reorder",
                "webhook_id");
        var url = input.httpUrl("url");
        var secret = input.text("secret");
        var shop = input.text("shop_domain", "rosas-flowers.myshopify.com");
        var family = family(input.text("headers", "classic"));
        int copies = 1 + (int) input.number("duplicate", 0, 20, 0);
        boolean reorder = input.flag("reorder", false);
        var given = input.object("order");

        var order = Json.object();
        var made = new ArrayList<Delivery>();
        for (var topic : topics(input)) {
            order = orders.after(topic, shop, given);
            made.add(delivery(url, secret, family, topic, shop, order, input));
            given = overlay(given, order);
        }
        return journalled(made).compose(done -> send(made, copies, reorder)).map(answers -> view(made, answers));
    }

    private Future<List<String>> send(List<Delivery> made, int copies, boolean reorder) {
        if (reorder && made.size() == 1) {
            deliveries.hold(made.getFirst());
            return Future.succeededFuture(List.of());
        }
        return deliveries.send(reorder ? made.reversed() : made, copies);
    }

    private Delivery delivery(
            URI url, String secret, HeaderFamily family, String topic, String shop, ObjectNode order, Input input) {
        return new Delivery(
                url,
                secret,
                family,
                topic,
                shop,
                order.path("id").longValue(),
                input.text("webhook_id", UUID.randomUUID().toString()),
                UUID.randomUUID().toString(),
                clock.instant().toString(),
                Json.utf8(order));
    }

    /** The next topic is about the same order: it is named by its id, and what was asked of it still holds. */
    private static ObjectNode overlay(@Nullable ObjectNode given, ObjectNode order) {
        var next = given == null ? Json.object() : given.deepCopy();
        next.put("id", order.path("id").longValue());
        next.set("line_items", order.path("line_items"));
        return next;
    }

    private Future<Void> journalled(List<Delivery> made) {
        return Future.all(made.stream()
                        .map(delivery -> journal.append("shopify.event", json -> {
                            json.writeStringField("topic", delivery.topic());
                            json.writeStringField("shop_domain", delivery.shop());
                            json.writeStringField("webhook_id", delivery.webhookId());
                            json.writeNumberField("order_id", delivery.orderId());
                            json.writeFieldName("body");
                            Json.MAPPER.writeTree(json, Json.parse(delivery.body()));
                        }))
                        .toList())
                .mapEmpty();
    }

    private static JsonNode view(List<Delivery> made, List<String> answers) {
        var answer = Json.object();
        var array = answer.putArray("deliveries");
        for (var delivery : made) {
            array.addObject()
                    .put("topic", delivery.topic())
                    .put("webhook_id", delivery.webhookId())
                    .put("event_id", delivery.eventId())
                    .put("order_id", delivery.orderId());
        }
        var first = answer.putArray("answers");
        answers.forEach(first::add);
        answer.set("order", Json.parse(made.getLast().body()));
        return answer;
    }

    private static List<String> topics(Input input) {
        var topics = new ArrayList<String>();
        if (input.has("topics")) {
            input.json().get("topics").forEach(topic -> topics.add(topic.asText()));
        } else {
            topics.add(input.text("topic"));
        }
        for (var topic : topics) {
            if (!topic.matches("orders/[a-z_]{1,40}")) {
                throw Refused.badRequest("topic must be one of orders/…, for example orders/create");
            }
        }
        if (topics.isEmpty() || topics.size() > 20) {
            throw Refused.badRequest("topics must name 1 to 20 topics");
        }
        return topics;
    }

    private static HeaderFamily family(String name) {
        return switch (name) {
            case "classic" -> HeaderFamily.CLASSIC;
            case "events" -> HeaderFamily.EVENTS;
            default -> throw Refused.badRequest("headers must be classic or events");
        };
    }
}
