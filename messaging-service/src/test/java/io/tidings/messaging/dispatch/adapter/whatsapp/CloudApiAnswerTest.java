package io.tidings.messaging.dispatch.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.dispatch.domain.ProviderError.Action;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.dispatch.domain.SendOutcome.Accepted;
import io.tidings.messaging.dispatch.domain.SendOutcome.Rejected;
import io.tidings.messaging.dispatch.domain.SendOutcome.Uncertain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudApiAnswerTest {

    @Test
    void a_message_id_says_that_it_was_taken() {
        var answer = read(200, """
                {"messaging_product":"whatsapp","contacts":[{"input":"+34600111222","wa_id":"34600111222"}],
                 "messages":[{"id":"wamid.HBg","message_status":"accepted"}]}""");

        assertThat(answer).isEqualTo(new Accepted("wamid.HBg", "34600111222"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "<html>", "null", "[]", "{\"messages\":[]}", "{\"messages\":[{\"id\":\"\"}]}"})
    void a_200_that_names_no_message_leaves_it_open(String body) {
        assertThat(read(200, body)).isInstanceOf(Uncertain.class);
    }

    @Test
    void an_error_body_says_that_it_was_not_taken() {
        var answer = read(400, """
                {"error":{"message":"(#131026) Message undeliverable","type":"OAuthException","code":131026,
                 "error_data":{"messaging_product":"whatsapp","details":"Message Undeliverable."},"fbtrace_id":"A"}}""");

        assertThat(answer).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.error().code()).isEqualTo("whatsapp.131026");
            assertThat(rejected.error().detail()).isEqualTo("Message Undeliverable.");
            assertThat(rejected.error().action()).isEqualTo(Action.MARK_UNREACHABLE);
        });
    }

    @Test
    void an_error_body_proves_it_even_with_a_5xx() {
        assertThat(read(500, "{\"error\":{\"code\":131000,\"message\":\"Something went wrong\"}}"))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.error().action()).isEqualTo(Action.RETRY));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 302})
    void a_bare_5xx_or_redirect_proves_nothing(int status) {
        assertThat(read(status, "<html>Bad Gateway</html>")).isInstanceOf(Uncertain.class);
    }

    @Test
    void a_bare_4xx_is_a_refusal() {
        assertThat(read(429, ""))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.error().action()).isEqualTo(Action.RETRY));
        assertThat(read(403, ""))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.error().action()).isEqualTo(Action.FAIL));
    }

    private static SendOutcome read(int status, String body) {
        return CloudApiAnswer.read(status, body.getBytes(UTF_8));
    }
}
