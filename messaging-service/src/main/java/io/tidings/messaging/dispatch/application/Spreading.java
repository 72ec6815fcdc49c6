package io.tidings.messaging.dispatch.application;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Spreads the messages of one number that found no slot over the time the number needs for them, so that they do not all
 * come back at once. Only a hint, kept in this process: the slot itself is taken in the database. Each lane has a queue of
 * its own, so that an urgent message does not line up behind a campaign.
 */
final class Spreading {
    private static final int REMEMBERED = 10_000;

    private record Queue(UUID number, int lane) {}

    private final Map<Queue, Instant> ends = new ConcurrentHashMap<>();

    /**
     * When to try again.
     *
     * @param free when the number's next slot is
     * @param perSecond messages the number takes in a second
     */
    Instant next(UUID number, int lane, Instant now, Instant free, int perSecond) {
        if (ends.size() > REMEMBERED) {
            ends.values().removeIf(end -> end.isBefore(now));
        }
        var gap = Duration.ofNanos(1_000_000_000L / Math.max(1, perSecond));
        return ends.merge(new Queue(number, lane), free, (end, first) -> end.isBefore(first) ? first : end.plus(gap));
    }
}
