package io.tidings.runtime.value;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

import java.time.Instant;
import java.util.UUID;

/**
 * UUIDv7 (RFC 9562): sorted by time, and by their order within a millisecond in one process, so that new rows land at the end
 * of the index and a ledger keeps its order.
 */
public final class Ids {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A fresh id. */
    public static UUID next() {
        return GENERATOR.generate();
    }

    /** Below every id of {@link #next} made at {@code moment} or later, above every one made before. */
    public static UUID first(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16 | 0x7000, Long.MIN_VALUE);
    }

    /** When an id of {@link #next} was made, in milliseconds since 1970. */
    public static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }
}
