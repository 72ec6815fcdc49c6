package io.tidings.messaging.conversation.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose turn it is. */
public enum ConversationStatus {
    /** The business's: the person wrote. */
    OPEN,
    /** The person's: the business answered. */
    PENDING,
    /** Nobody's. What the person writes opens it again. */
    CLOSED;

    /** As stored and as shown by the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of this wire name, empty for a text that names none. */
    public static Optional<ConversationStatus> find(String wire) {
        return Stream.of(values()).filter(status -> status.wire().equals(wire)).findFirst();
    }
}
