package io.tidings.runtime.value;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

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

    /** When an id of {@link #next} was made, in milliseconds since 1970. */
    public static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }
}
