package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class FaultsTest {

    private static final String PHONE = "34600111222";

    private Suite suite;
    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        suite = new Suite();
        simulator = new RunningSimulator(directory, suite.url());
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
        suite.close();
    }

    @Test
    void a_call_can_be_accepted_and_the_caller_never_told() throws Exception {
        simulator.post("/simulator/faults", "{\"accept_then_hang_up\":1,\"count\":1}");

        assertThatThrownBy(() -> simulator.sendTemplate(PHONE, "m1")).isInstanceOf(IOException.class);

        assertThat(simulator.journal("whatsapp.send"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("opaque").asText()).isEqualTo("m1"));
        await().until(() -> suite.statusNames().contains("read"));
        assertThat(simulator.sendTemplate(PHONE, "m2").status()).isEqualTo(200);
    }

    @Test
    void refusals_are_429_and_5xx_and_take_nothing_on() throws Exception {
        simulator.post("/simulator/faults", "{\"rate_429\":1}");
        var tooMany = simulator.sendTemplate(PHONE, "m");
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.errorCode()).isEqualTo(130429);

        simulator.post("/simulator/faults", "{\"rate_5xx\":1}");
        assertThat(simulator.sendTemplate(PHONE, "m").status()).isIn(500, 503);

        simulator.delete("/simulator/faults");
        assertThat(simulator.sendTemplate(PHONE, "m").status()).isEqualTo(200);
        assertThat(simulator.journal("whatsapp.send")).hasSize(1);
    }

    @Test
    void the_same_seed_hits_the_same_calls_and_count_ends_it() throws Exception {
        var first = answersWithHalfRefused();
        var second = answersWithHalfRefused();

        assertThat(second).isEqualTo(first);
        assertThat(first).contains(200, 429);
        assertThat(first.stream().filter(status -> status == 429)).hasSize(4);
    }

    private List<Integer> answersWithHalfRefused() throws Exception {
        simulator.post("/simulator/faults", "{\"rate_429\":0.5,\"seed\":7,\"count\":4}");
        var answers = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            answers.add(simulator.sendTemplate(PHONE, "m").status());
        }
        return answers;
    }

    @Test
    void latency_delays_the_answer_but_not_the_acceptance() throws Exception {
        simulator.post("/simulator/faults", "{\"latency_ms\":400}");

        simulator.sendTemplate(PHONE, "m");

        assertThat(suite.statusNames()).contains("sent");
    }

    @Test
    void statuses_come_twice_in_reverse_or_not_at_all() throws Exception {
        simulator.post("/simulator/faults", "{\"duplicate\":true,\"count\":1}");
        simulator.sendTemplate(PHONE, "twice");
        await().until(() -> suite.statuses().size() == 6);

        simulator.post("/simulator/faults", "{\"reorder\":1,\"count\":1}");
        var reversed = simulator.sendTemplate(PHONE, "reversed").wamid();
        await().until(() -> suite.statuses().size() == 9);
        assertThat(suite.statuses().stream()
                        .filter(status -> status.path("id").asText().equals(reversed))
                        .map(status -> status.path("status").asText()))
                .containsExactly("read", "delivered", "sent");

        simulator.post("/simulator/faults", "{\"no_statuses\":1}");
        simulator.sendTemplate(PHONE, "silent");
        assertThat(simulator.get("/health").json().path("statuses_planned").asInt())
                .isZero();
    }

    @Test
    void a_message_can_be_made_to_fail_with_any_code() throws Exception {
        simulator.post("/simulator/faults", "{\"fail_rate\":1,\"fail_code\":131049}");

        simulator.sendTemplate(PHONE, "m");

        await().until(() -> suite.statuses().size() == 1);
        assertThat(suite.statuses().getFirst().at("/errors/0/code").asInt()).isEqualTo(131049);
    }

    @Test
    void metas_rates_hold_when_they_are_switched_on() throws Exception {
        simulator.post("/simulator/faults", "{\"limits\":true}");

        for (int i = 0; i < 45; i++) {
            assertThat(simulator.sendTemplate(PHONE, "m").status()).isEqualTo(200);
        }
        var pair = simulator.sendTemplate(PHONE, "m");
        assertThat(pair.status()).isEqualTo(400);
        assertThat(pair.errorCode()).isEqualTo(131056);

        int code = 0;
        for (int i = 0; i < 2000 && code == 0; i++) {
            code = simulator.sendTemplate("3460011%04d".formatted(i), "m").errorCode();
        }
        assertThat(code).isEqualTo(130429);
    }

    @Test
    void a_misspelt_or_impossible_fault_is_refused() throws Exception {
        assertThat(simulator.post("/simulator/faults", "{\"rate_420\":1}").status())
                .isEqualTo(400);
        assertThat(simulator.post("/simulator/faults", "{\"rate_429\":2}").status())
                .isEqualTo(400);
        assertThat(simulator.post("/simulator/faults", "nonsense").status()).isEqualTo(400);
        assertThat(simulator.get("/simulator/faults").json().path("rate_429").asDouble())
                .isZero();
    }
}
