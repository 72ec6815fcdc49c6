package io.tidings.messaging.message.domain;

import java.time.Instant;
import java.util.UUID;

/** What the Send Gate said of a message. */
public sealed interface Verdict {

    /**
     * It may go now.
     *
     * @param phoneNumber the business number it goes through
     */
    record Allow(UUID phoneNumber) implements Verdict {}

    /**
     * Not now; the gate is asked again then.
     *
     * @param code why, such as {@code quiet-hours}
     */
    record Defer(Instant until, String code) implements Verdict {}

    /**
     * Never.
     *
     * @param code why, such as {@code consent.missing}
     */
    record Refuse(String code) implements Verdict {}

    /** As stored and as shown by the API. */
    default String decision() {
        return switch (this) {
            case Allow _ -> "allow";
            case Defer _ -> "defer";
            case Refuse _ -> "refuse";
        };
    }

    /** The status a message takes by it. */
    default MessageStatus status() {
        return switch (this) {
            case Allow _ -> MessageStatus.QUEUED;
            case Defer _ -> MessageStatus.DEFERRED;
            case Refuse _ -> MessageStatus.REFUSED;
        };
    }
}
