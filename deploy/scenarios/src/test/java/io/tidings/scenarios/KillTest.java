package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Orders are placed and shipped while one part of the suite after the other is killed with -9 and started again. Clients repeat what was
 * not answered, with the same Idempotency-Key. In the end every order has exactly one notice in the simulator's journal.
 */
class KillTest {
    private static final List<Part> VICTIMS =
            List.of(Part.COMMERCE, Part.MESSAGING, Part.GATEWAY, Part.KAFKA, Part.TENANT, Part.BILLING, Part.CAMPAIGN);
    private static final int ORDERS = 504; // 72 for each victim
    private static final int CLIENTS = 8;

    private final World world = World.get();

    @Test
    void every_order_ends_with_exactly_one_message() throws Exception {
        var shop = world.shop();
        for (var victim : VICTIMS) {
            ordersWhileKilling(shop, victim);
        }

        var settled = new HashMap<String, JsonNode>();
        World.within(180).untilAsserted(() -> {
            settled.putAll(messages(shop));
            assertThat(settled).hasSize(ORDERS);
            assertThat(settled.values())
                    .allSatisfy(m -> assertThat(m.path("status").asText()).matches("sent|delivered|read|unknown"));
        });

        var sends = new HashMap<String, Integer>();
        for (var entry : world.journal(shop.phoneNumberId())) {
            sends.merge(entry.path("opaque").asText(), 1, Integer::sum);
        }
        assertThat(sends.values()).allSatisfy(times -> assertThat(times).isEqualTo(1));
        // Only one thing leaves a message unknown for good: its process died after `sending` was committed and before
        // the
        // provider was called. It is then in no journal, and nothing sends it again.
        var unknown = settled.values().stream()
                .filter(m -> m.path("status").asText().equals("unknown"))
                .toList();
        System.out.printf(
                "killed %s in the middle of %d orders: %d journal entries, %d unknown%n",
                VICTIMS, ORDERS, sends.size(), unknown.size());
        assertThat(sends.size() + unknown.size()).isEqualTo(ORDERS);
    }

    /** One victim's share of the orders; the victim dies when some are placed and some are not. */
    private void ordersWhileKilling(Shop shop, Part victim) throws Exception {
        var share = ORDERS / VICTIMS.size();
        var placed = new CountDownLatch(share / 3);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var orders = new ArrayList<Future<String>>();
            for (var i = 0; i < share; i++) {
                orders.add(clients.submit(() -> {
                    var id = placeAndShip(shop, World.phone());
                    placed.countDown();
                    return id;
                }));
            }
            assertThat(placed.await(2, TimeUnit.MINUTES)).isTrue();
            world.suite().kill9(victim);
            world.suite().start(victim);
            for (var order : orders) {
                assertThat(order.get(3, TimeUnit.MINUTES)).isNotEmpty();
            }
        }
    }

    private static String placeAndShip(Shop shop, String phone) {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var body = Door.json(Shop.order(phone));
        var order = until(201, () -> shop.api().send("POST", "/api/v1/orders", body, key));
        var id = order.path("id").asText();
        var path = "/api/v1/orders/" + id;
        until(200, () -> {
            var shipped = shop.api().put(path, Map.of("status", "shipped"));
            // an answer that was lost: it is shipped already
            return shipped.status() == 409 ? shop.api().get(path) : shipped;
        });
        return id;
    }

    /** Repeats a call until it is answered so; a connection refused and a 5xx are what a kill looks like from outside. */
    private static JsonNode until(int status, java.util.function.Supplier<Door.Answer> call) {
        return World.within(120)
                .until(
                        () -> {
                            try {
                                return call.get();
                            } catch (UncheckedIOException e) {
                                return null;
                            }
                        },
                        answer -> answer != null && answer.status() == status)
                .body();
    }

    private static Map<String, JsonNode> messages(Shop shop) {
        var found = new HashMap<String, JsonNode>();
        var cursor = "";
        do {
            var page = shop.api().get("/api/v1/messages?limit=100" + cursor).ok();
            List<JsonNode> items = page.path("items").valueStream().toList();
            items.forEach(m -> found.put(m.path("intent_key").asText(), m));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return found;
    }
}
