package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.local.suite.Part;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;

/** Who may no longer is out within a second, and the gateway needs nobody to know it. */
class RevocationTest {
    private final World world = World.get();

    @Test
    void a_revoked_key_is_refused_within_a_second() {
        var shop = world.shop();
        var path = "/api/v1/tenants/" + shop.tenant() + "/api-keys";
        var ids = new ArrayList<String>();
        var doors = new ArrayList<Door>();
        for (int i = 0; i < Trials.COUNT; i++) {
            var key = shop.api().post(path, Map.of("name", "trial " + i)).created();
            ids.add(key.path("id").asText());
            doors.add(shop.api().with(key.path("key").asText()));
        }
        World.soon().until(() -> doors.getLast().get("/api/v1/orders").status() == 200);

        var trials = new Trials("a revoked key");
        for (int i = 0; i < Trials.COUNT; i++) {
            var door = doors.get(i);
            door.get("/api/v1/orders").ok();
            var id = ids.get(i);
            trials.time(
                    () -> shop.api()
                            .send("DELETE", path + "/" + id, null, Map.of())
                            .expect(204),
                    () -> door.get("/api/v1/orders").status() == 401);
        }
        trials.assertWithinASecond();
    }

    /** Reading goes on. What is written with is an order that is not there, so that nothing is. */
    @Test
    void a_suspended_tenant_is_refused_within_a_second_and_let_in_again_as_soon() {
        var shop = world.shop();
        var tenant = "/api/v1/tenants/" + shop.tenant();
        var order = "/api/v1/orders/" + UUID.randomUUID();
        var body = Map.of("status", "confirmed");
        shop.api().put(order, body).expect(404);

        var suspended = new Trials("a suspended tenant");
        var resumed = new Trials("a resumed tenant");
        for (int i = 0; i < Trials.COUNT; i++) {
            suspended.time(
                    () -> world.operator().post(tenant + "/suspend", Map.of()).ok(),
                    () -> shop.api().put(order, body).status() == 403);
            shop.api().get("/api/v1/orders").ok();
            resumed.time(
                    () -> world.operator().post(tenant + "/resume", Map.of()).ok(),
                    () -> shop.api().put(order, body).status() == 404);
        }
        suspended.assertWithinASecond();
        resumed.assertWithinASecond();
    }

    @Test
    void while_the_tenant_service_is_stopped_the_gateway_serves() {
        var shop = world.shop();
        var revoked = shop.api()
                .post("/api/v1/tenants/" + shop.tenant() + "/api-keys", Map.of("name", "revoked"))
                .created();
        shop.api()
                .send(
                        "DELETE",
                        "/api/v1/tenants/" + shop.tenant() + "/api-keys/"
                                + revoked.path("id").asText(),
                        null,
                        Map.of())
                .expect(204);
        var dead = shop.api().with(revoked.path("key").asText());
        World.soon().until(() -> dead.get("/api/v1/orders").status() == 401); // told before it is stopped
        world.suite().stop(Part.TENANT);
        try {
            var order = shop.placeOrder(World.phone()).path("id").asText();
            shop.ship(order);
            shop.awaitMessage("order:" + order + ":shipping_notification", "delivered|read");
            assertThat(dead.get("/api/v1/orders").status()).isEqualTo(401);
            var away = shop.api().get("/api/v1/tenants/" + shop.tenant());
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.body().path("code").asText()).isEqualTo("service.unavailable");
        } finally {
            world.suite().start(Part.TENANT);
        }
        shop.api().get("/api/v1/tenants/" + shop.tenant()).ok();
    }
}
