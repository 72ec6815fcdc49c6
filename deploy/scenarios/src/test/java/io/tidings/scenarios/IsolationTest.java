package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.local.suite.Part;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.Map;
import java.util.stream.Stream;

/** What another tenant owns does not exist. */
class IsolationTest {
    private final World world = World.get();

    @TestFactory
    Stream<DynamicTest> another_tenants_ids_are_answered_like_random_ones_everywhere() {
        return new IsolationWalk(world).tests();
    }

    @Test
    void the_host_of_one_tenant_and_the_key_of_another_are_refused() {
        var owner = world.shop();
        var stranger = world.shop();
        var host = Map.of("Host", owner.slug() + ".localhost");
        var answer = stranger.api().send("GET", "/api/v1/orders", null, host);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("code").asText()).isEqualTo("tenant.conflict");
        owner.api().send("GET", "/api/v1/orders", null, host).ok();
        owner.api()
                .send("GET", "/api/v1/orders", null, Map.of("Host", "nobody-here.localhost"))
                .expect(404);
    }

    @Test
    void a_revoked_key_is_refused_within_a_second_and_a_service_takes_nobody_past_the_gateway() {
        var shop = world.shop();
        var path = "/api/v1/tenants/" + shop.tenant() + "/api-keys";
        var key = shop.api().post(path, Map.of("name", "to be revoked")).created();
        var door = shop.api().with(key.path("key").asText());
        World.within(5).until(() -> door.get("/api/v1/orders").status() == 200);
        shop.api()
                .send("DELETE", path + "/" + key.path("id").asText(), null, Map.of())
                .expect(204);
        World.within(1).until(() -> door.get("/api/v1/orders").status() == 401);

        var straight = new Door(world.suite().address(Part.COMMERCE), shop.api().key());
        assertThat(straight.get("/api/v1/orders").status()).isEqualTo(401);
    }
}
