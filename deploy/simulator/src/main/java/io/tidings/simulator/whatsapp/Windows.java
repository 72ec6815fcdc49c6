package io.tidings.simulator.whatsapp;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The 24 h customer service windows: opened, and opened anew, by each message a person writes to a number. */
final class Windows {

    private static final Duration LENGTH = Duration.ofHours(24);
    private static final int MOST = 50_000;

    private record Pair(String phoneNumberId, String waId) {}

    private final Map<Pair, Instant> lastHeard = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Instant> eldest) {
            return size() > MOST;
        }
    };

    void heard(String phoneNumberId, String waId, Instant at) {
        lastHeard.put(new Pair(phoneNumberId, waId), at);
    }

    boolean isOpen(String phoneNumberId, String waId, Instant now) {
        var heard = lastHeard.get(new Pair(phoneNumberId, waId));
        return heard != null && now.isBefore(heard.plus(LENGTH));
    }

    void clear() {
        lastHeard.clear();
    }
}
