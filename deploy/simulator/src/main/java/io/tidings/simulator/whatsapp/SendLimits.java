package io.tidings.simulator.whatsapp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Meta's rates, in force only when the faults say so: 80 messages a second from one number, and from one number to one
 * person one in six seconds after a burst of 45.
 */
final class SendLimits {

    private static final double PER_SECOND = 80;
    private static final double PAIR_BURST = 45;
    private static final double PAIR_PER_SECOND = 1 / 6.0;
    private static final int MOST = 20_000;

    private record Pair(String phoneNumberId, String waId) {}

    private static final class Bucket {
        private final double size;
        private final double perSecond;
        private double tokens;
        private long filled;

        Bucket(double size, double perSecond, long now) {
            this.size = size;
            this.perSecond = perSecond;
            this.tokens = size;
            this.filled = now;
        }

        boolean has(long now) {
            tokens = Math.min(size, tokens + (now - filled) / 1e9 * perSecond);
            filled = now;
            return tokens >= 1;
        }
    }

    private final Map<Object, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /** Takes one message from both budgets, or refuses with 130429 or 131056 and takes none. */
    void take(String phoneNumberId, String waId) {
        long now = System.nanoTime();
        var number = buckets.computeIfAbsent(phoneNumberId, key -> new Bucket(PER_SECOND, PER_SECOND, now));
        var pair = buckets.computeIfAbsent(
                new Pair(phoneNumberId, waId), key -> new Bucket(PAIR_BURST, PAIR_PER_SECOND, now));
        if (!number.has(now)) {
            throw CloudApiError.rate(400);
        }
        if (!pair.has(now)) {
            throw CloudApiError.pairRate();
        }
        number.tokens--;
        pair.tokens--;
    }
}
