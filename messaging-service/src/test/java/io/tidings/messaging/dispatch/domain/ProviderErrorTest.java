package io.tidings.messaging.dispatch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.dispatch.domain.ProviderError.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderErrorTest {

    @ParameterizedTest
    @CsvSource({
        "1,RETRY",
        "2,RETRY",
        "4,RETRY",
        "80007,RETRY",
        "130429,RETRY",
        "131000,RETRY",
        "131016,RETRY",
        "131057,RETRY",
        "131056,RETRY_PAIR",
        "131049,WAIT_A_DAY",
        "130472,WAIT_A_DAY",
        "131050,STOP_CONSENT",
        "131026,MARK_UNREACHABLE",
        "131047,SWITCH_TEMPLATE",
        "100,FAIL",
        "131008,FAIL",
        "131009,FAIL",
        "131051,FAIL",
        "132000,FAIL",
        "132001,FAIL",
        "132012,FAIL",
        "132015,PAUSE_TEMPLATE",
        "132016,PAUSE_TEMPLATE",
        "999999,FAIL",
        "131048,PAUSE_NUMBER",
        "131031,PAUSE_NUMBER",
        "368,PAUSE_NUMBER",
        "131042,PAUSE_SENDING",
        "190,PAUSE_SENDING",
        "0,PAUSE_SENDING",
        "10,PAUSE_SENDING",
        "200,PAUSE_SENDING",
        "299,PAUSE_SENDING"
    })
    void each_code_asks_for_its_action(int code, Action action) {
        assertThat(ProviderError.ofCode(code, null, false).action()).isEqualTo(action);
        assertThat(ProviderError.ofCode(code, null, false).code()).isEqualTo("whatsapp." + code);
    }

    @ParameterizedTest
    @CsvSource({
        "20429,RETRY",
        "21610,STOP_CONSENT",
        "20003,PAUSE_NUMBER",
        "20005,PAUSE_NUMBER",
        "21606,PAUSE_NUMBER",
        "21659,PAUSE_NUMBER",
        "21660,PAUSE_NUMBER",
        "21701,PAUSE_NUMBER",
        "21703,PAUSE_NUMBER",
        "30002,PAUSE_NUMBER",
        "21211,FAIL",
        "21408,FAIL",
        "21614,FAIL",
        "30003,FAIL",
        "30004,FAIL",
        "30005,FAIL",
        "30006,FAIL",
        "30007,FAIL",
        "30008,FAIL",
    })
    void each_code_of_twilio_asks_for_its_action(int code, Action action) {
        var error = ProviderError.ofTwilio(code, "words");
        assertThat(error.action()).isEqualTo(action);
        assertThat(error.code()).isEqualTo("twilio." + code);
        assertThat(error.isOfSms()).isTrue();
        assertThat(ProviderError.parse("twilio." + code, null).action()).isEqualTo(action);
        assertThat(ProviderError.ofCode(131026, null, false).isOfSms()).isFalse();
    }

    @Test
    void an_unknown_code_of_a_failing_server_is_tried_again() {
        assertThat(ProviderError.ofCode(987654, null, true).action()).isEqualTo(Action.RETRY);
    }

    @Test
    void a_status_without_a_code_decides_by_itself() {
        assertThat(ProviderError.ofStatus(429).action()).isEqualTo(Action.RETRY);
        assertThat(ProviderError.ofStatus(404).action()).isEqualTo(Action.FAIL);
        assertThat(ProviderError.ofStatus(404).code()).isEqualTo("whatsapp.http-404");
    }

    @Test
    void a_stored_code_reads_back_as_the_same_error() {
        assertThat(ProviderError.parse("whatsapp.131050", "no more").action()).isEqualTo(Action.STOP_CONSENT);
        assertThat(ProviderError.parse("whatsapp.unknown", null).action()).isEqualTo(Action.FAIL);
        assertThat(ProviderError.parse("whatsapp.99999999999999", null).action())
                .isEqualTo(Action.FAIL);
    }

    @Test
    void details_are_kept_short() {
        assertThat(ProviderError.ofCode(100, "x".repeat(5_000), false).detail()).hasSize(500);
    }
}
