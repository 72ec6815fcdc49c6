package io.tidings.messaging.send.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.time.LocalTime;

/** What the Send Gate goes by. */
@ConfigMapping(prefix = "tidings.send")
public interface SendSettings {

    /** First quiet minute for marketing, in the recipient's zone. */
    @WithDefault("21:00")
    LocalTime quietFrom();

    /** First minute after the quiet hours; the same as quiet-from for none. */
    @WithDefault("08:00")
    LocalTime quietTo();

    /** Marketing messages a contact may get within cap-window. */
    @WithDefault("3")
    int marketingCap();

    /** The rolling time of the cap. */
    @WithDefault("PT24H")
    Duration capWindow();

    /** What waited for the end of quiet hours leaves spread over this time after it. */
    @WithDefault("PT15M")
    Duration quietJitter();

    /** For how long a message is worth sending after it was wanted. */
    ValiditySettings validity();

    interface ValiditySettings {
        @WithDefault("PT10M")
        Duration otp();

        /** Longer than the day the provider may ask to wait. */
        @WithDefault("PT72H")
        Duration transactional();

        /** As long as a window is open. */
        @WithDefault("PT24H")
        Duration reply();

        @WithDefault("PT72H")
        Duration marketing();
    }
}
