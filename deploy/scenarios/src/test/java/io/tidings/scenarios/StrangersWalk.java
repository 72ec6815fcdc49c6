package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DynamicTest;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A stranger goes through every endpoint with the ids of what another tenant owns. */
final class StrangersWalk {
    private final Shop owner;
    private final Shop stranger;
    private final Map<String, String> ids;

    /** Makes an owner with one of everything, and a stranger with nothing. */
    StrangersWalk(World world) {
        owner = world.shop();
        stranger = world.shop();
        ids = ownedBy(owner);
    }

    Shop owner() {
        return owner;
    }

    /** One test per endpoint: the owner's ids are answered byte for byte like ids nobody has. */
    Stream<DynamicTest> calls() {
        var random = UUID.randomUUID().toString();
        var calls = new LinkedHashMap<String, Object>();
        calls.put("GET /api/v1/tenants/{tenant}", null);
        calls.put("GET /api/v1/tenants/{tenant}/api-keys", null);
        calls.put("POST /api/v1/tenants/{tenant}/api-keys", Map.of("name", "mine"));
        calls.put("DELETE /api/v1/tenants/{tenant}/api-keys/{key}", null);
        calls.put("GET /api/v1/orders/{order}", null);
        calls.put("PUT /api/v1/orders/{order}", Map.of("status", "shipped"));
        calls.put("PUT /api/v1/orders/{order}/items/{item}/pack", Map.of());
        calls.put("GET /api/v1/phone-numbers/{number}", null);
        calls.put("GET /api/v1/contacts/{contact}", null);
        calls.put("PUT /api/v1/contacts/{contact}", Map.of("name", "Mallory"));
        calls.put("GET /api/v1/contacts/{contact}/consents", null);
        calls.put(
                "POST /api/v1/contacts/{contact}/consents",
                Map.of("purpose", "marketing", "decision", "granted", "source", "mine"));
        calls.put("GET /api/v1/messages/{message}", null);
        calls.put("GET /api/v1/invoices/{invoice}", null);
        calls.put("PUT /api/v1/invoices/{invoice}", Map.of("status", "paid"));
        calls.put("GET /api/v1/invoices/{invoice}/reminders", null);
        calls.put("POST /api/v1/invoices/{invoice}/reminders", Map.of());
        calls.put("GET /api/v1/campaigns/{campaign}", null);
        calls.put("GET /api/v1/campaigns/{campaign}/steps", null);
        calls.put("POST /api/v1/campaigns/{campaign}/steps", Map.of("delay_hours", 1, "message_template", "Hi"));
        calls.put("PUT /api/v1/campaigns/{campaign}/steps/{step}", Map.of("delay_hours", 9));
        calls.put("POST /api/v1/contacts/{contact}/campaign/{campaign}/enroll", Map.of());
        calls.put("GET /api/v1/contacts/{contact}/campaigns/{campaign}/progress", null);
        return calls.entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(call.getKey(), () -> {
                    var line = call.getKey().split(" ");
                    var body = call.getValue() == null ? null : Door.json(call.getValue());
                    var foreign = stranger.api().send(line[0], filled(line[1], ids, null), body, Map.of());
                    var nobodys = stranger.api().send(line[0], filled(line[1], ids, random), body, Map.of());
                    assertThat(foreign.status()).isEqualTo(404);
                    assertThat(foreign.withoutTrace()).isEqualTo(nobodys.withoutTrace());
                }));
    }

    /** One test per list: the stranger sees nothing of the owner's. */
    Stream<DynamicTest> lists() {
        return Stream.of("orders", "contacts", "messages", "invoices", "campaigns", "stores", "phone-numbers")
                .map(list -> DynamicTest.dynamicTest(
                        "GET /api/v1/" + list,
                        () -> assertThat(stranger.api()
                                        .get("/api/v1/" + list)
                                        .ok()
                                        .path("items"))
                                .hasSize(list.equals("phone-numbers") ? 1 : 0)));
    }

    private static Map<String, String> ownedBy(Shop shop) {
        var phone = World.phone();
        var ids = new LinkedHashMap<String, String>();
        ids.put("tenant", shop.tenant().toString());
        var keys =
                shop.api().get("/api/v1/tenants/" + shop.tenant() + "/api-keys").ok();
        ids.put("key", keys.path("items").path(0).path("id").asText());
        var order = shop.placeOrder(phone);
        ids.put("order", order.path("id").asText());
        ids.put("item", order.path("items").path(0).path("id").asText());
        shop.ship(ids.get("order"));
        ids.put(
                "message",
                shop.awaitMessage("order:" + ids.get("order") + ":shipping_notification", "sent|delivered|read")
                        .path("id")
                        .asText());
        ids.put("number", first(shop, "phone-numbers"));
        ids.put("contact", first(shop, "contacts"));
        ids.put(
                "invoice",
                shop.api()
                        .post(
                                "/api/v1/invoices",
                                Map.of(
                                        "customer",
                                        Map.of("phone", phone),
                                        "amount",
                                        100,
                                        "currency",
                                        "EUR",
                                        "due_date",
                                        LocalDate.now().plusDays(30).toString()))
                        .created()
                        .path("id")
                        .asText());
        ids.put(
                "campaign",
                shop.api()
                        .post("/api/v1/campaigns", Map.of("name", "C"))
                        .created()
                        .path("id")
                        .asText());
        ids.put(
                "step",
                shop.api()
                        .post(
                                "/api/v1/campaigns/" + ids.get("campaign") + "/steps",
                                Map.of("delay_hours", 1, "message_template", "Hi"))
                        .created()
                        .path("id")
                        .asText());
        return ids;
    }

    private static String first(Shop shop, String list) {
        JsonNode items = shop.api().get("/api/v1/" + list).ok().path("items");
        return items.path(0).path("id").asText();
    }

    private static String filled(String path, Map<String, String> ids, String insteadOfAll) {
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", insteadOfAll == null ? id.getValue() : insteadOfAll);
        }
        return path;
    }
}
