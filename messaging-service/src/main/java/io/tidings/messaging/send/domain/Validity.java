package io.tidings.messaging.send.domain;

import io.tidings.messaging.message.domain.Purpose;

import java.time.Duration;

/** For how long a message is worth sending after it was wanted; what is older dies. */
public record Validity(Duration otp, Duration transactional, Duration reply, Duration marketing) {

    Duration of(Purpose purpose) {
        return switch (purpose) {
            case OTP -> otp;
            case TRANSACTIONAL -> transactional;
            case REPLY -> reply;
            case MARKETING -> marketing;
        };
    }
}
