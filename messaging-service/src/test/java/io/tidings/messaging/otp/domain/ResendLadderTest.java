package io.tidings.messaging.otp.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendLadderTest {

    @ParameterizedTest
    @CsvSource({"1, 30", "2, 60", "3, 120", "4, 300", "5, 300", "50, 300"})
    void each_code_waits_longer_up_to_five_minutes(int sent, long seconds) {
        assertThat(ResendLadder.after(sent)).hasSeconds(seconds);
    }
}
