package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

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
}
