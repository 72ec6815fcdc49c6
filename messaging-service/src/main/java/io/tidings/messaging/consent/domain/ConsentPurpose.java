package io.tidings.messaging.consent.domain;

import java.util.Locale;

/** What a person can allow or forbid. */
public enum ConsentPurpose {
    /** Needs a yes. */
    MARKETING,
    /** Orders, invoices: allowed until they say no. */
    TRANSACTIONAL;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ConsentPurpose of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
