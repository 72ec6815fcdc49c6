package io.tidings.simulator.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.http.Refused;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Orders as a shop has them. An order that is named again by its id is the one of before with what is new laid over it,
 * so that a fulfilment carries the items of its creation. The last 1,000 are remembered.
 */
final class OrderBodies {

    private static final int MOST = 1_000;
    private static final ZoneId SHOP_ZONE = ZoneId.of("America/New_York");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private record Key(String shop, long id) {}

    private final InstantSource clock;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Key, ObjectNode> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ObjectNode> eldest) {
            return size() > MOST;
        }
    };

    private long lastId;

    OrderBodies(InstantSource clock) {
        this.clock = clock;
    }

    /** The order as it stands after what the topic says happened to it; {@code given} is laid over it. */
    ObjectNode after(String topic, String shop, @Nullable ObjectNode given) {
        var now = time(clock.instant());
        var wanted = given == null ? Json.object() : given;
        if (wanted.hasNonNull("id") && !wanted.get("id").canConvertToLong()) {
            throw Refused.badRequest("order.id must be a whole number, as Shopify's ids are");
        }
        var before = wanted.hasNonNull("id")
                ? known.get(new Key(shop, wanted.get("id").longValue()))
                : null;
        var order = before == null
                ? OrderTemplate.order(
                        wanted.hasNonNull("id") ? wanted.get("id").longValue() : nextId(),
                        1000 + numbers.merge(shop, 1, Integer::sum),
                        shop,
                        now)
                : before.deepCopy();
        overlay(order, wanted);
        totals(order, wanted);
        happen(topic, order, wanted, now);
        if (!wanted.has("updated_at")) {
            order.put("updated_at", now);
        }
        known.put(new Key(shop, order.get("id").longValue()), order.deepCopy());
        return order;
    }

    private void happen(String topic, ObjectNode order, ObjectNode wanted, String now) {
        switch (topic) {
            case "orders/fulfilled", "orders/partially_fulfilled" -> {
                boolean whole = topic.equals("orders/fulfilled");
                order.put("fulfillment_status", whole ? "fulfilled" : "partial");
                var lines = order.withArray("line_items");
                for (int i = 0; i < (whole ? lines.size() : Math.min(1, lines.size())); i++) {
                    if (lines.get(i) instanceof ObjectNode item) {
                        item.put("fulfillment_status", "fulfilled");
                        item.put("fulfillable_quantity", 0);
                    }
                }
                fulfilments(order, wanted, now);
            }
            case "orders/cancelled" -> {
                order.put("cancelled_at", now);
                order.put("cancel_reason", "customer");
                order.put("financial_status", "voided");
            }
            case "orders/paid" -> order.put("financial_status", "paid");
            default -> {}
        }
    }

    private void fulfilments(ObjectNode order, ObjectNode wanted, String now) {
        var given = wanted.path("fulfillments");
        var all = order.putArray("fulfillments");
        var count = Math.max(1, given.size());
        for (int i = 0; i < count; i++) {
            var shipment = OrderTemplate.fulfilment(nextId(), order, i + 1, now);
            if (given.path(i) instanceof ObjectNode details) {
                OrderTemplate.track(shipment, details);
                shipment.setAll(details);
            }
            all.add(shipment);
        }
    }

    /** Objects are merged, everything else replaced; items given as an array get the fields they do not name. */
    private void overlay(ObjectNode order, ObjectNode given) {
        for (var field : given.properties()) {
            var name = field.getKey();
            var value = field.getValue();
            if (name.equals("line_items") && value instanceof ArrayNode items) {
                order.set(name, lines(items));
            } else if (value instanceof ObjectNode inner && order.get(name) instanceof ObjectNode existing) {
                overlay(existing, inner);
            } else if (!name.equals("fulfillments")) {
                order.set(name, value);
            }
        }
    }

    private ArrayNode lines(ArrayNode given) {
        var lines = Json.MAPPER.createArrayNode();
        for (JsonNode item : given) {
            var line =
                    OrderTemplate.line(nextId(), "Item " + (lines.size() + 1), "SKU-" + (lines.size() + 1), 1, "10.00");
            if (item instanceof ObjectNode details) {
                line.setAll(details);
                if (!details.has("name")) {
                    line.put("name", line.path("title").asText());
                }
                if (!details.has("fulfillable_quantity")) {
                    line.put("fulfillable_quantity", line.path("quantity").asInt());
                }
            }
            lines.add(line);
        }
        return lines;
    }

    private static void totals(ObjectNode order, ObjectNode given) {
        if (given.has("total_price")) {
            return;
        }
        var sum = BigDecimal.ZERO;
        for (var line : order.path("line_items")) {
            try {
                sum = sum.add(new BigDecimal(line.path("price").asText("0"))
                        .multiply(BigDecimal.valueOf(line.path("quantity").asInt(1))));
            } catch (NumberFormatException e) {
                return; // a price that is no number is the caller's experiment; the total is left alone
            }
        }
        for (var name :
                new String[] {"total_price", "subtotal_price", "current_total_price", "total_line_items_price"}) {
            order.put(name, sum.toPlainString());
        }
    }

    /** Ids of Shopify's size that stay unique over restarts. */
    private long nextId() {
        lastId = Math.max(
                lastId + 1, 5_000_000_000_000L + Math.floorMod(System.currentTimeMillis(), 1_000_000_000_000L));
        return lastId;
    }

    private static String time(Instant instant) {
        return TIME.format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(SHOP_ZONE));
    }
}
