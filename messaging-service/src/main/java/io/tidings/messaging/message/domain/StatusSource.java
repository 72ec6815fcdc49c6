package io.tidings.messaging.message.domain;

import java.util.Locale;

/** Who says that a message has a status. */
public enum StatusSource {
    SUITE,
    PROVIDER,
    /** Somebody who works for the tenant. */
    PERSON;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
