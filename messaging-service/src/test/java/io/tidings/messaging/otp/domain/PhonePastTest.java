package io.tidings.messaging.otp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class PhonePastTest {
    private static final int DAILY = 20;

    private static PhonePast past(long locked, int climbed, Long sinceLast, int today) {
        return new PhonePast(
                Duration.ofSeconds(locked), climbed, sinceLast == null ? null : Duration.ofSeconds(sinceLast), today);
    }

    @ParameterizedTest
    @CsvSource({"0, , 0", "0, , 19", "1, 30, 1", "2, 60, 2", "3, 120, 3", "4, 300, 4", "9, 300, 9"})
    void a_phone_that_has_waited_gets_its_code(int climbed, Long sinceLast, int today) {
        assertThatCode(() -> past(0, climbed, sinceLast, today).allow(DAILY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, 300, 20, otp.locked, 1",
        "0, 1, 29, 20, otp.too-soon, 2",
        "0, 3, 0, 3, otp.too-soon, 121",
        "0, 4, 299, 4, otp.too-soon, 2",
        "0, 0, , 20, otp.destination-limit, 3600",
        "0, 1, 30, 21, otp.destination-limit, 3600"
    })
    void another_is_told_why_not_and_when_to_come_back(
            long locked, int climbed, Long sinceLast, int today, String code, long retryAfter) {
        assertThatThrownBy(() -> past(locked, climbed, sinceLast, today).allow(DAILY))
                .isInstanceOfSatisfying(NotNow.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.facts()).containsEntry("retry_after", retryAfter);
                });
    }
}
