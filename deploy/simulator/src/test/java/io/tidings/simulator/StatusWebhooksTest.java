package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class StatusWebhooksTest {

    private static final String PHONE = "34600111222";

    @TempDir
    private Path directory;

    private Suite suite;
    private RunningSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        suite = new Suite();
        simulator = new RunningSimulator(directory, suite.url());
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
        suite.close();
    }

    @Test
    void a_message_is_sent_delivered_and_read_and_each_status_repeats_our_own_id() throws Exception {
        var answer = simulator.sendTemplate("+34 600-111-222", "msg-1");

        assertThat(answer.json().at("/contacts/0/input").asText()).isEqualTo("+34 600-111-222");
        assertThat(answer.json().at("/contacts/0/wa_id").asText()).isEqualTo(PHONE);
        assertThat(answer.json().at("/messages/0/message_status").asText()).isEqualTo("accepted");
        await().untilAsserted(() -> assertThat(suite.statusNames()).containsExactly("sent", "delivered", "read"));
        assertThat(suite.statuses()).allSatisfy(status -> {
            assertThat(status.path("id").asText()).isEqualTo(answer.wamid()).startsWith("wamid.");
            assertThat(status.path("biz_opaque_callback_data").asText()).isEqualTo("msg-1");
            assertThat(status.path("recipient_id").asText()).isEqualTo(PHONE);
            assertThat(status.path("timestamp").isTextual()).isTrue();
        });
        var sent = suite.statuses().getFirst();
        assertThat(sent.at("/conversation/origin/type").asText()).isEqualTo("utility");
        assertThat(sent.at("/pricing/billable").asBoolean()).isTrue();
        assertThat(sent.at("/pricing/pricing_model").asText()).isEqualTo("PMP");
    }

    @Test
    void every_webhook_is_signed_over_its_raw_bytes_which_escape_what_is_not_ascii() throws Exception {
        simulator.post(
                "/simulator/inbound",
                "{\"phone_number_id\":\"1\",\"from\":\"34600111222\",\"text\":\"¿Dónde está? 🌷\",\"name\":\"Inés\"}");

        await().until(() -> !suite.hooks().isEmpty());
        var hook = suite.hooks().getFirst();
        assertThat(hook.headers().get("X-Hub-Signature-256")).isEqualTo("sha256=" + hmac(hook.body()));
        assertThat(new String(hook.body(), StandardCharsets.UTF_8)).isASCII().contains("\\u00F3");
        assertThat(suite.messages().getFirst().at("/text/body").asText()).isEqualTo("¿Dónde está? 🌷");
        assertThat(hook.json()
                        .at("/entry/0/changes/0/value/contacts/0/profile/name")
                        .asText())
                .isEqualTo("Inés");
        assertThat(hook.json().at("/entry/0/changes/0/field").asText()).isEqualTo("messages");
    }

    @Test
    void from_version_24_on_statuses_name_no_conversation() throws Exception {
        simulator.send("v24.0", RunningSimulator.NUMBER, "Bearer t", RunningSimulator.template(PHONE, "m"));

        await().until(() -> suite.statuses().size() == 3);
        assertThat(suite.statuses()).noneMatch(status -> status.has("conversation"));
        assertThat(suite.statuses().getFirst().has("pricing")).isTrue();
    }

    @Test
    void a_webhook_is_repeated_until_the_suite_takes_it() throws Exception {
        suite.failNext(3);

        simulator.sendTemplate(PHONE, "m");

        await().untilAsserted(() -> assertThat(simulator
                        .get("/health")
                        .json()
                        .path("webhook_events_acknowledged")
                        .asInt())
                .isEqualTo(3));
        assertThat(suite.hooks().size()).isGreaterThanOrEqualTo(4);
        assertThat(suite.statusNames()).contains("sent", "delivered", "read");
    }

    @Test
    void what_happens_while_the_suite_is_dead_reaches_it_when_it_is_back() throws Exception {
        int port = suite.port();
        suite.close();
        for (int i = 0; i < 20; i++) {
            simulator.sendTemplate(PHONE, "m" + i);
        }
        await().until(() ->
                simulator.get("/health").json().path("statuses_planned").asInt() == 0);

        suite = new Suite(port);

        await().atMost(Duration.ofSeconds(15))
                .until(() -> suite.statusNames().stream().filter("read"::equals).count() == 20);
    }

    @Test
    void a_simulator_that_was_stopped_sends_the_statuses_that_were_not_yet_taken() throws Exception {
        simulator.call("PUT", "/simulator/timings", "{\"delivered_ms\":600000,\"read_ms\":600000}");
        simulator.sendTemplate(PHONE, "m");
        await().until(() -> simulator.journal("whatsapp.webhook").size() == 1);
        simulator.close();

        simulator = new RunningSimulator(directory, suite.url());

        await().untilAsserted(() -> assertThat(suite.statusNames()).containsExactly("sent", "delivered", "read"));
        assertThat(suite.statuses().getLast().path("biz_opaque_callback_data").asText())
                .isEqualTo("m");
    }

    @Test
    void statuses_of_several_messages_share_a_post_when_the_suite_is_slower_than_they_come() throws Exception {
        simulator.call("PUT", "/simulator/timings", "{\"sent_ms\":300,\"delivered_ms\":300,\"read_ms\":300}");
        for (int i = 0; i < 30; i++) {
            simulator.send("v23.0", "9" + i % 3, "Bearer t", RunningSimulator.template(PHONE, "m" + i));
        }

        await().until(() -> suite.statuses().size() == 90);
        assertThat(suite.hooks().size()).isLessThan(90);
        assertThat(suite.hooks().stream().map(hook -> hook.json().path("entry").size()))
                .anyMatch(entries -> entries > 1);
    }

    @Test
    void reading_can_be_switched_off() throws Exception {
        simulator.call("PUT", "/simulator/timings", "{\"read_ms\":-1}");

        simulator.sendTemplate(PHONE, "m");

        await().until(() -> suite.statuses().size() == 2);
        assertThat(simulator.get("/health").json().path("statuses_planned").asInt())
                .isZero();
    }

    @Test
    void a_text_outside_the_24_hour_window_is_accepted_and_then_fails_with_131047() throws Exception {
        assertThat(simulator.send(RunningSimulator.text(PHONE, "Hello")).status())
                .isEqualTo(200);

        await().untilAsserted(() -> assertThat(suite.statusNames()).containsExactly("failed"));
        assertThat(suite.statuses().getFirst().at("/errors/0/code").asInt()).isEqualTo(131047);
        assertThat(suite.statuses()
                        .getFirst()
                        .at("/errors/0/error_data/details")
                        .asText())
                .contains("24 hours");
    }

    @Test
    void a_message_of_the_person_opens_the_window_and_the_suites_clock_closes_it() throws Exception {
        simulator.post(
                "/simulator/inbound",
                "{\"phone_number_id\":\"106540352242922\",\"from\":\"+34600111222\",\"text\":\"Hi\"}");
        simulator.send(RunningSimulator.text(PHONE, "Hello"));
        await().until(() -> suite.statusNames().contains("read"));
        assertThat(suite.statuses().getFirst().at("/pricing/type").asText()).isEqualTo("free_customer_service");

        Files.writeString(directory.resolve("clock"), "PT24H1S");
        await().untilAsserted(() -> {
            simulator.send(RunningSimulator.text(PHONE, "Still there?"));
            assertThat(suite.statusNames()).contains("failed");
        });
        long shown = Long.parseLong(suite.statuses().getLast().path("timestamp").asText());
        assertThat(shown).isGreaterThan(System.currentTimeMillis() / 1000 + 86_000);
    }

    @Test
    void a_number_that_cannot_exist_is_accepted_and_then_fails_with_131026() throws Exception {
        assertThat(simulator.sendTemplate("3460011", "m").status()).isEqualTo(200);

        await().until(() -> suite.statuses().size() == 1);
        assertThat(suite.statuses().getFirst().at("/errors/0/code").asInt()).isEqualTo(131026);
    }

    @Test
    void a_brazilian_mobile_has_another_wa_id_than_the_number_dialled() throws Exception {
        assertThat(simulator
                        .sendTemplate("5531987654321", "m")
                        .json()
                        .at("/contacts/0/wa_id")
                        .asText())
                .isEqualTo("553187654321");
        assertThat(simulator
                        .sendTemplate("5511987654321", "m")
                        .json()
                        .at("/contacts/0/wa_id")
                        .asText())
                .isEqualTo("5511987654321");
    }

    @Test
    void somebody_without_a_phone_is_written_to_by_recipient_and_writes_under_the_id() throws Exception {
        simulator.post(
                "/simulator/inbound",
                "{\"phone_number_id\":\"106540352242922\",\"from\":\"ES.1349\",\"text\":\"Hi\",\"name\":\"Ana\"}");
        await().until(() -> !suite.messages().isEmpty());
        assertThat(suite.messages().getFirst().path("from_user_id").asText()).isEqualTo("ES.1349");
        assertThat(suite.messages().getFirst().has("from")).isFalse();
        assertThat(suite.hooks()
                        .getFirst()
                        .json()
                        .at("/entry/0/changes/0/value/contacts/0/user_id")
                        .asText())
                .isEqualTo("ES.1349");

        var answer = simulator.send(RunningSimulator.text("ES.1349", "Hello").replace("\"to\"", "\"recipient\""));

        assertThat(answer.json().at("/contacts/0/user_id").asText()).isEqualTo("ES.1349");
        assertThat(answer.json().at("/contacts/0").has("wa_id")).isFalse();
        await().until(() -> suite.statusNames().contains("read"));
        assertThat(suite.statuses().getFirst().path("recipient_user_id").asText())
                .isEqualTo("ES.1349");
        assertThat(simulator.send(RunningSimulator.text("ES.1349", "Lost")).status())
                .isEqualTo(400);
    }

    @Test
    void a_tapped_button_names_the_message_it_answers() throws Exception {
        simulator.post("/simulator/inbound", """
                {"phone_number_id":"1","from":"34600111222","context_id":"wamid.X",
                 "button":{"payload":"UNSUBSCRIBE","text":"Stop"},"duplicate":1}""");

        await().until(() -> suite.messages().size() == 2);
        assertThat(suite.messages()).allSatisfy(message -> {
            assertThat(message.path("type").asText()).isEqualTo("button");
            assertThat(message.at("/button/payload").asText()).isEqualTo("UNSUBSCRIBE");
            assertThat(message.at("/context/id").asText()).isEqualTo("wamid.X");
        });
    }

    @Test
    void the_handshake_reports_whether_the_suite_gave_the_challenge_back() throws Exception {
        assertThat(simulator
                        .post("/simulator/verify", "")
                        .json()
                        .path("verified")
                        .asBoolean())
                .isFalse();

        suite.expectToken(RunningSimulator.VERIFY_TOKEN);

        assertThat(simulator
                        .post("/simulator/verify", "")
                        .json()
                        .path("verified")
                        .asBoolean())
                .isTrue();
    }

    private static String hmac(byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RunningSimulator.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
