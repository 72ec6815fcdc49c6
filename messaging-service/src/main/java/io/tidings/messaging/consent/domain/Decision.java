package io.tidings.messaging.consent.domain;

import java.util.Locale;

/** What a person said. */
public enum Decision {
    GRANTED,
    REVOKED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Decision of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
