package io.tidings.messaging.otp.domain;

import java.time.Duration;
import java.util.List;

/** How long a phone waits for the next code: 30, 60, 120, then always 300 s. */
public final class ResendLadder {
    private static final List<Duration> STEPS =
            List.of(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(300));

    private ResendLadder() {}

    /** After {@code sent} codes, at least one, without a success in between. */
    public static Duration after(int sent) {
        return STEPS.get(Math.min(sent, STEPS.size()) - 1);
    }
}
