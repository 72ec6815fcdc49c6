package io.tidings.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class TwilioTest {
    private static final String ACCOUNT = "AC" + "0a".repeat(16);
    private static final String TOKEN = "auth-token";
    private static final String NUMBER = "+15005550006";
    private static final String PERSON = "+34600111222";

    @TempDir
    Path directory;

    private Suite suite;
    private RunningSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        suite = new Suite();
        simulator = new RunningSimulator(directory, null);
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
        suite.close();
    }

    @Test
    void a_text_is_taken_journaled_shown_and_its_statuses_are_signed() throws Exception {
        var answer = send(Map.of("ValidityPeriod", "300"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asText()).isEqualTo("queued");
        assertThat(answer.json().path("error_code").isNull()).isTrue();
        var sid = answer.json().path("sid").asText();
        assertThat(sid).matches("SM[0-9a-f]{32}");

        await().until(() -> suite.hooks().size() == 2);
        assertThat(suite.hooks())
                .allSatisfy(hook -> assertThat(hook.headers().get("X-Twilio-Signature"))
                        .isEqualTo(signature(suite.url() + "?message=7", form(hook.body()))));
        assertThat(told("MessageStatus")).containsExactly("sent", "delivered");
        assertThat(told("MessageSid")).containsOnly(sid);

        assertThat(simulator.journal("twilio.send")).singleElement().satisfies(entry -> {
            assertThat(entry.path("to").asText()).isEqualTo(PERSON);
            assertThat(entry.path("text").asText()).isEqualTo("Code 123456 ✓");
            assertThat(entry.path("validity_period").asText()).isEqualTo("300");
            assertThat(entry.toString()).doesNotContain(TOKEN);
        });
        var chat = chat();
        assertThat(chat.path("channel").asText()).isEqualTo("sms");
        assertThat(chat.at("/messages/0/text").asText()).isEqualTo("Code 123456 ✓");
        assertThat(chat.at("/messages/0/status").asText()).isEqualTo("delivered");
        assertThat(get(sid, TOKEN).json().path("status").asText()).isEqualTo("delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "To, , 400, 21604",
        "To, 123, 400, 21211",
        "From, , 400, 21603",
        "MessagingServiceSid, MG1, 400, 21703",
        "Body, , 400, 21602",
        "StatusCallback, nonsense, 400, 21609",
    })
    void what_twilio_refuses_is_refused_with_its_code(String field, String value, int status, int code)
            throws Exception {
        var answer = send(Map.of(field, value == null ? "" : value));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").asInt()).isEqualTo(code);
        assertThat(answer.json().path("more_info").asText()).endsWith("/" + code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(simulator.journal("twilio.refused")).hasSize(1);
    }

    @Test
    void too_long_a_text_is_refused() throws Exception {
        assertThat(send(Map.of("Body", "x".repeat(1601))).json().path("code").asInt())
                .isEqualTo(21617);
    }

    @Test
    void an_account_belongs_to_the_token_it_was_first_used_with() throws Exception {
        send(Map.of());
        var other = send(ACCOUNT, "another", Map.of());
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.json().path("code").asInt()).isEqualTo(20003);
        assertThat(get("SM1", "another").status()).isEqualTo(401);
        assertThat(get("SM1", TOKEN).status()).isEqualTo(404);
        simulator.post(
                "/simulator/twilio/accounts", "{\"account_sid\":\"" + ACCOUNT + "\",\"auth_token\":\"another\"}");
        assertThat(send(ACCOUNT, "another", Map.of()).status()).isEqualTo(201);
    }

    @Test
    void who_says_stop_gets_no_more_until_start_and_the_suite_hears_of_it() throws Exception {
        send(Map.of());
        await().until(() -> suite.hooks().size() == 2);
        assertThat(text("Stop").status()).isEqualTo(200);
        await().until(() -> suite.hooks().size() == 3);
        var heard = form(suite.hooks().getLast().body());
        assertThat(heard)
                .containsEntry("From", PERSON)
                .containsEntry("To", NUMBER)
                .containsEntry("Body", "Stop")
                .containsEntry("SmsStatus", "received")
                .containsEntry("OptOutType", "STOP");
        assertThat(suite.hooks().getLast().headers().get("X-Twilio-Signature"))
                .isEqualTo(signature(suite.url(), heard));
        assertThat(send(Map.of()).json().path("code").asInt()).isEqualTo(21610);
        text("START");
        assertThat(send(Map.of()).status()).isEqualTo(201);
        assertThat(chat().path("messages")).hasSize(4);
    }

    @Test
    void nobody_can_text_a_number_nothing_was_sent_from() throws Exception {
        assertThat(text("Hello").status()).isEqualTo(409);
    }

    @Test
    void faults_hit_texts_alone() throws Exception {
        faults("{\"rate_429\":1}");
        assertThat(send(Map.of()).json().path("code").asInt()).isEqualTo(20429);
        assertThat(simulator.sendTemplate("34600111222", "x").status()).isEqualTo(200);
        faults("{\"rate_5xx\":1}");
        assertThat(send(Map.of()).status()).isGreaterThanOrEqualTo(500);
        faults("{\"accept_then_hang_up\":1}");
        assertThatNoAnswerComes();
        await().until(() -> suite.hooks().size() == 2);
        faults("{\"fail_rate\":1}");
        send(Map.of());
        await().until(() -> suite.hooks().size() == 4);
        var failed = form(suite.hooks().getLast().body());
        assertThat(failed).containsEntry("MessageStatus", "undelivered").containsEntry("ErrorCode", "30003");
    }

    @Test
    void a_callback_is_tried_again() throws Exception {
        suite.failNext(3);
        send(Map.of());
        await().until(() -> suite.hooks().size() >= 5);
        assertThat(simulator.journal("twilio.callback"))
                .extracting(entry -> entry.path("outcome").asText())
                .contains("failed", "acknowledged");
    }

    private void assertThatNoAnswerComes() {
        assertThatThrownBy(() -> send(Map.of())).isInstanceOf(IOException.class);
    }

    private void faults(String json) throws Exception {
        assertThat(simulator.post("/simulator/twilio/faults", json).status()).isEqualTo(200);
    }

    private RunningSimulator.Answer text(String words) throws Exception {
        return simulator.post(
                "/simulator/twilio/inbound",
                "{\"to\":\"%s\",\"from\":\"%s\",\"text\":\"%s\"}".formatted(NUMBER, PERSON, words));
    }

    private JsonNode chat() throws Exception {
        return simulator
                .get("/simulator/chats/sms-%2B" + NUMBER.substring(1) + "/" + PERSON.substring(1))
                .json();
    }

    private RunningSimulator.Answer send(Map<String, String> more) throws Exception {
        return send(ACCOUNT, TOKEN, more);
    }

    private RunningSimulator.Answer send(String account, String token, Map<String, String> more) throws Exception {
        var form = new HashMap<>(Map.of(
                "To", PERSON, "From", NUMBER, "Body", "Code 123456 ✓", "StatusCallback", suite.url() + "?message=7"));
        form.putAll(more);
        return simulator.form("/2010-04-01/Accounts/" + account + "/Messages.json", basic(account, token), form);
    }

    private RunningSimulator.Answer get(String sid, String token) throws Exception {
        return simulator.get("/2010-04-01/Accounts/" + ACCOUNT + "/Messages/" + sid + ".json", basic(ACCOUNT, token));
    }

    private static String basic(String account, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(UTF_8));
    }

    private List<String> told(String field) {
        return suite.hooks().stream().map(hook -> form(hook.body()).get(field)).toList();
    }

    private static Map<String, String> form(byte[] body) {
        return Arrays.stream(new String(body, UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8), (one, two) -> two, TreeMap::new));
    }

    private static String signature(String url, Map<String, String> form) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(TOKEN.getBytes(UTF_8), "HmacSHA1"));
            var signed = new StringBuilder(url);
            new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
