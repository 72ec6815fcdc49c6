package io.tidings.messaging.contactfile.domain;

import java.util.Locale;

/** Where an import stands. */
public enum ImportStatus {
    /** The file is coming. */
    RECEIVING,
    /** All of it is here and is worked. */
    WORKING,
    FINISHED,
    /** The file never came to its end; nothing of it was taken over. */
    BROKEN;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ImportStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
