package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.embedded.FreePort;
import io.tidings.local.suite.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The dispatcher under murder and opt-outs. Small by default; {@code -Dtidings.scenarios.recipients=10000} is the size it
 * must hold at.
 */
class SendingTest {
    private static final int RECIPIENTS = Integer.getInteger("tidings.scenarios.recipients", 600);
    private static final int KILLS = Math.max(2, RECIPIENTS / 1000);

    private final World world = World.get();
    private final Random random = new Random(4);

    @AfterEach
    void no_more_faults() {
        world.simulator().send("DELETE", "/simulator/faults", null, Map.of());
    }

    @Test
    void killed_again_and_again_and_hung_up_on_two_instances_send_each_message_once_or_say_why_nobody_knows()
            throws Exception {
        var shop = world.shop();
        world.simulator()
                .post("/simulator/faults", Map.of("accept_then_hang_up", 0.02))
                .ok();
        var another = world.suite().startAnother(Part.MESSAGING, FreePort.any());
        var queued = Queued.messages(shop, RECIPIENTS, "transactional", 1).keySet();
        try {
            for (var kill = 0; kill < KILLS; kill++) {
                // a kill is at any moment while they send: when the provider has so many more than at the last one
                var calls = (kill * RECIPIENTS + random.nextInt(RECIPIENTS / 2)) / KILLS;
                World.within(60 + RECIPIENTS / 20)
                        .until(() -> world.journal(shop.phoneNumberId()).size() >= calls);
                if (kill % 2 == 0) {
                    world.suite().kill9(Part.MESSAGING);
                    world.suite().start(Part.MESSAGING);
                } else {
                    another.kill();
                    another = world.suite().startAnother(Part.MESSAGING, FreePort.any());
                }
            }
            var states = new HashMap<UUID, String>();
            World.within(180 + RECIPIENTS / 20).untilAsserted(() -> {
                states.putAll(Queued.states(shop));
                assertThat(states.keySet()).containsAll(queued);
                assertThat(states.values()).allMatch(state -> state.matches("sent|delivered|read|unknown dispatch.*"));
            });
            var sends = sends(shop);
            assertThat(sends.values()).allMatch(times -> times.size() == 1);
            // A status proves what was taken; so what nobody knows of was never taken: its process died before the
            // call.
            World.soon()
                    .untilAsserted(() -> assertThat(Queued.states(shop).entrySet())
                            .allSatisfy(message -> assertThat(message.getValue())
                                    .matches(
                                            sends.containsKey(message.getKey())
                                                    ? "sent|delivered|read"
                                                    : "unknown dispatch.interrupted")));
        } finally {
            another.kill();
        }
    }

    @Test
    void nobody_is_written_to_after_their_opt_out() throws Exception {
        var shop = world.shop();
        var queued = Queued.messages(shop, 400, "transactional", 1);
        var optedOut = new HashMap<UUID, Future<Instant>>();
        try (var people = Executors.newFixedThreadPool(8)) {
            queued.forEach((message, contact) -> optedOut.put(message, people.submit(() -> {
                shop.api()
                        .post(
                                "/api/v1/contacts/" + contact + "/consents",
                                Map.of("purpose", "transactional", "decision", "revoked", "source", "api"))
                        .created();
                return Instant.now().plus(world.suite().clock().offset());
            })));
        }
        World.within(60)
                .untilAsserted(() -> assertThat(Queued.states(shop).values())
                        .noneMatch(state -> state.matches("(queued|deferred|sending).*")));
        var sends = sends(shop);
        var claims = Queued.claims(shop);
        for (var message : sends.keySet()) {
            // what was claimed before the opt-out was committed is on its way: one call, no queue
            assertThat(claims.get(message)).isBefore(optedOut.get(message).get());
        }
        assertThat(sends).hasSizeLessThan(400);
    }

    /** When each message was called for, by our own id. */
    private Map<UUID, List<Instant>> sends(Shop shop) {
        var sends = new HashMap<UUID, List<Instant>>();
        for (var entry : world.journal(shop.phoneNumberId())) {
            var message = UUID.fromString(entry.path("opaque").asText().split(":")[1]);
            sends.computeIfAbsent(message, none -> new ArrayList<>())
                    .add(Instant.parse(entry.path("at").asText()));
        }
        return sends;
    }
}
