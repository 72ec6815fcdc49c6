package io.tidings.tenant.usage.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much of what a plan includes is used.
 *
 * @param name messages or contacts
 * @param used so far
 * @param allowed by the plan
 */
public record Quota(String name, long used, long allowed) {
    private static final List<Integer> THRESHOLDS = List.of(50, 80, 100);
    private static final int WHOLE = 100;

    /** The thresholds that are reached by now, in per cent. A plan that includes nothing has reached none of it. */
    public Stream<Integer> reached() {
        return allowed <= 0
                ? Stream.empty()
                : THRESHOLDS.stream()
                        .filter(percent -> used >= Math.ceilDiv(Math.multiplyExact(allowed, percent), WHOLE));
    }
}
