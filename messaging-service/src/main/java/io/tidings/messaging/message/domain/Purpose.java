package io.tidings.messaging.message.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a message is sent: decides which consent it needs and how soon it goes. In the order of their lanes. */
public enum Purpose {
    OTP,
    TRANSACTIONAL,
    REPLY,
    MARKETING;

    /** As stored and as shown by the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Purpose of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** As {@link #of}, empty for a text that names none. */
    public static Optional<Purpose> find(String wire) {
        return Stream.of(values())
                .filter(purpose -> purpose.wire().equals(wire))
                .findFirst();
    }

    /** Lower goes first. */
    public int lane() {
        return ordinal();
    }
}
