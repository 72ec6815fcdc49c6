package io.tidings.messaging.dispatch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.UUID;

class StrandedTest {

    @ParameterizedTest
    @CsvSource({
        "OTP, QUEUED, , otp.not-delivered",
        "OTP, DEFERRED, , otp.not-delivered",
        "OTP, SENDING, , otp.not-delivered",
        "OTP, SENT, , otp.not-delivered",
        "OTP, UNKNOWN, dispatch.timeout, otp.not-delivered",
        "OTP, FAILED, whatsapp.131026, whatsapp.131026",
        "OTP, REFUSED, number.none, number.none",
        "OTP, REFUSED, template.paused, template.paused",
        "OTP, REFUSED, quota.exceeded, ",
        "OTP, REFUSED, tenant.suspended, ",
        "OTP, DELIVERED, , ",
        "OTP, READ, , ",
        "OTP, CANCELLED, otp.replaced, ",
        "TRANSACTIONAL, FAILED, whatsapp.131026, whatsapp.131026",
        "TRANSACTIONAL, FAILED, whatsapp.131049, ",
        "TRANSACTIONAL, SENT, , ",
        "TRANSACTIONAL, REFUSED, number.none, ",
        "MARKETING, FAILED, whatsapp.131026, ",
        "REPLY, FAILED, whatsapp.131026, ",
    })
    void a_code_must_arrive_and_the_rest_goes_by_sms_to_who_is_not_on_whatsapp(
            Purpose purpose, MessageStatus status, String failure, String why) {
        assertThat(stranded(purpose, status, failure, true, true).reason().orElse(null))
                .isEqualTo(why);
    }

    @Test
    void nothing_goes_to_who_has_no_phone_and_nothing_but_words() {
        assertThat(stranded(Purpose.OTP, MessageStatus.SENT, null, false, true).reason())
                .isEmpty();
        assertThat(stranded(Purpose.TRANSACTIONAL, MessageStatus.FAILED, "whatsapp.131026", true, false)
                        .reason())
                .isEmpty();
    }

    @Test
    void what_has_not_left_can_be_taken_back() {
        assertThat(stranded(Purpose.OTP, MessageStatus.DEFERRED, null, true, true)
                        .waits())
                .isTrue();
        assertThat(stranded(Purpose.OTP, MessageStatus.SENDING, null, true, true)
                        .waits())
                .isFalse();
    }

    private static Stranded stranded(
            Purpose purpose, MessageStatus status, @Nullable String failure, boolean phone, boolean plain) {
        return new Stranded(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "otp:1",
                purpose,
                status,
                failure,
                null,
                phone,
                plain,
                Instant.parse("2026-11-29T10:00:00Z"));
    }
}
