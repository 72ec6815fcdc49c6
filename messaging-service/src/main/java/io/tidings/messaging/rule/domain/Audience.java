package io.tidings.messaging.rule.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is spoken to. */
public enum Audience {
    CUSTOMER,
    /** The phones of those who pack, from the tenant's settings. */
    PACKERS;

    /** As stored and as shown by the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The audience of this wire name, empty for a text that names none. */
    public static Optional<Audience> find(String wire) {
        return Stream.of(values())
                .filter(audience -> audience.wire().equals(wire))
                .findFirst();
    }
}
