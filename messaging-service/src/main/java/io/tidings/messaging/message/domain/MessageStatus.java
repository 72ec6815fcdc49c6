package io.tidings.messaging.message.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a message stands. {@code sending} is committed before the provider is called; nothing leaves it by a timer. */
public enum MessageStatus {
    QUEUED,
    DEFERRED,
    SENDING,
    SENT,
    DELIVERED,
    READ,
    FAILED,
    /** It may or may not have been sent; only a status of the provider or a person can tell. */
    UNKNOWN,
    /** No longer wanted before it was sent. */
    CANCELLED,
    /** The Send Gate said no. */
    REFUSED,
    /** Inbound. */
    RECEIVED;

    /** As stored and as shown by the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of this wire name; fails on any other text. */
    public static MessageStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** As {@link #of}, empty for a text that names none. */
    public static Optional<MessageStatus> find(String wire) {
        return Stream.of(values()).filter(status -> status.wire().equals(wire)).findFirst();
    }
}
