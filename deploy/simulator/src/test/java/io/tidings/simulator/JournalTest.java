package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.simulator.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

class JournalTest {

    private static final String PHONE = "34600111222";

    @TempDir
    private Path directory;

    private RunningSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = new RunningSimulator(directory, null);
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    private Path file() {
        return directory.resolve("journal.jsonl");
    }

    @Test
    void a_send_is_in_the_file_before_its_answer_goes_out() throws Exception {
        var missing = new ConcurrentLinkedQueue<String>();
        var threads = IntStream.range(0, 8)
                .mapToObj(n -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 25; i++) {
                        try {
                            var wamid = simulator
                                    .sendTemplate(PHONE, "m" + n + "-" + i)
                                    .wamid();
                            if (!Files.readString(file()).contains(wamid)) {
                                missing.add(wamid);
                            }
                        } catch (Exception e) {
                            missing.add(e.toString());
                        }
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(missing).isEmpty();
        assertThat(simulator
                        .get("/simulator/journal/count?kind=whatsapp.send")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void an_entry_tells_what_was_sent_and_never_the_token() throws Exception {
        var wamid = simulator.sendTemplate(PHONE, "msg-1").wamid();

        var entry = simulator.journal("whatsapp.send").getFirst();
        assertThat(entry.path("wamid").asText()).isEqualTo(wamid);
        assertThat(entry.path("to").asText()).isEqualTo(PHONE);
        assertThat(entry.path("phone_number_id").asText()).isEqualTo(RunningSimulator.NUMBER);
        assertThat(entry.path("template").asText()).isEqualTo("delivery_confirmation");
        assertThat(entry.path("opaque").asText()).isEqualTo("msg-1");
        assertThat(entry.path("text").asText()).contains("Inés").contains("#1001");
        assertThat(entry.at("/body/template/name").asText()).isEqualTo("delivery_confirmation");
        assertThat(Files.readString(file())).doesNotContain(RunningSimulator.TOKEN);
    }

    @Test
    void pages_follow_each_other_without_gap_or_overlap() throws Exception {
        for (int i = 0; i < 700; i++) {
            simulator.sendTemplate(PHONE, "m" + i);
        }
        var seen = new HashSet<String>();
        long since = 0;
        int size;
        do {
            var page = simulator
                    .get("/simulator/journal?kind=whatsapp.send&limit=90&since=" + since)
                    .json();
            page.path("entries")
                    .forEach(entry ->
                            assertThat(seen.add(entry.path("opaque").asText())).isTrue());
            size = page.path("entries").size();
            since = page.path("next").asLong();
        } while (size > 0);

        assertThat(seen).hasSize(700);
    }

    @Test
    void a_restart_keeps_everything_and_drops_a_line_that_was_half_written() throws Exception {
        var wamid = simulator.sendTemplate(PHONE, "before").wamid();
        simulator.post("/simulator/templates", "{\"name\":\"hi\",\"body\":\"Hi\"}");
        simulator.close();
        Files.writeString(file(), "{\"seq\":99,\"kind\":\"whatsapp.se", StandardOpenOption.APPEND);

        simulator = new RunningSimulator(directory, null);

        assertThat(simulator.journal("whatsapp.send"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("wamid").asText()).isEqualTo(wamid));
        assertThat(simulator.get("/simulator/templates").text()).contains("\"hi\"");
        var other = simulator.send("v23.0", RunningSimulator.NUMBER, "Bearer x", RunningSimulator.template(PHONE, "m"));
        assertThat(other.errorCode()).isEqualTo(190);
        assertThat(simulator.sendTemplate(PHONE, "after").status()).isEqualTo(200);
        long last = 0;
        for (var line : Files.readAllLines(file(), StandardCharsets.UTF_8)) {
            long seq = Json.parse(line.getBytes(StandardCharsets.UTF_8))
                    .path("seq")
                    .asLong();
            assertThat(seq).isGreaterThan(last);
            last = seq;
        }
    }

    @Test
    void emptying_it_forgets_sends_and_chats_but_not_cursors_and_numbers() throws Exception {
        simulator.sendTemplate(PHONE, "m1");
        long next = simulator.get("/simulator/journal").json().path("next").asLong();

        simulator.delete("/simulator/journal");

        assertThat(simulator.journal("whatsapp.send")).isEmpty();
        assertThat(simulator.get("/simulator/chats").json().path("chats")).isEmpty();
        assertThat(simulator.get("/simulator/numbers").text()).contains(RunningSimulator.NUMBER);
        simulator.sendTemplate(PHONE, "m2");
        var page = simulator
                .get("/simulator/journal?kind=whatsapp.send&since=" + next)
                .json();
        assertThat(page.at("/entries/0/opaque").asText()).isEqualTo("m2");
    }

    @Test
    void a_page_that_cannot_be_is_refused() throws Exception {
        assertThat(simulator.get("/simulator/journal?limit=0").status()).isEqualTo(400);
        assertThat(simulator.get("/simulator/journal?since=x").status()).isEqualTo(400);
    }
}
