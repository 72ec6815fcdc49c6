package io.tidings.messaging.otp.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.Arrays;
import java.util.Locale;

/** What a code proves the phone for. A code of one purpose is worth nothing for another. */
public enum OtpPurpose {
    SIGNUP,
    LOGIN,
    VERIFICATION,
    PASSWORD_RESET;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Refuses what is no purpose ({@code otp.purpose}). */
    public static OtpPurpose of(String wire) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.wire().equals(wire))
                .findFirst()
                .orElseThrow(Unknown::new);
    }

    /** There is no such purpose. */
    public static final class Unknown extends Refusal {
        Unknown() {
            super(Kind.INVALID, "otp.purpose", "The purpose is signup, login, verification or password_reset");
        }
    }
}
