package io.tidings.gateway.limits;

import java.util.ArrayList;
import java.util.List;

/**
 * What all limits together say to one request. The fields are those of draft-ietf-httpapi-ratelimit-headers, September 2025.
 *
 * @param verdict whether it may go on
 * @param policy value of {@code RateLimit-Policy}
 * @param state value of {@code RateLimit}
 * @param retryAfter seconds until it is worth coming back; 0 when allowed
 * @param violated names of the buckets that had nothing left
 */
public record Decision(Verdict verdict, String policy, String state, long retryAfter, List<String> violated) {
    private static final long SECOND = 1_000_000_000L;

    /** The shared store tells no finer. */
    private static final long MICROSECOND = 1_000L;

    /** What may come out. */
    public enum Verdict {
        /** One was taken from every bucket. */
        ALLOWED,
        /** A bucket was empty; nothing was taken from any. */
        REFUSED,
        /** The route must not go on without the shared store, and the store is away. */
        UNDECIDED
    }

    public boolean isAllowed() {
        return verdict == Verdict.ALLOWED;
    }

    static Decision undecided() {
        return new Decision(Verdict.UNDECIDED, "", "", 1, List.of());
    }

    /** @param ahead nanoseconds until each bucket is full, in the order of the claim, after the decision */
    static Decision of(Claim claim, boolean allowed, long[] ahead) {
        StringBuilder state = new StringBuilder(64);
        List<String> violated = allowed ? List.of() : new ArrayList<>(2);
        long wait = 0;
        for (int i = 0; i < ahead.length; i++) {
            Cell cell = claim.cells.get(i);
            long untilOne = ahead[i] + cell.step - Cell.WINDOW;
            boolean isEmpty = !allowed && untilOne > cell.slack - MICROSECOND;
            long left = isEmpty ? 0 : Math.max(0, (Cell.WINDOW + cell.slack - ahead[i]) / cell.step);
            if (isEmpty) {
                violated.add(cell.name);
                wait = Math.max(wait, untilOne);
            }
            state.append(i == 0 ? "\"" : ", \"")
                    .append(cell.name)
                    .append("\";r=")
                    .append(left)
                    .append(";t=")
                    .append(seconds(isEmpty ? untilOne : ahead[i]));
        }
        Verdict verdict = allowed ? Verdict.ALLOWED : Verdict.REFUSED;
        return new Decision(
                verdict, claim.policy, state.toString(), allowed ? 0 : Math.max(1, seconds(wait)), violated);
    }

    private static long seconds(long nanos) {
        return (Math.max(0, nanos) + SECOND - 1) / SECOND;
    }
}
