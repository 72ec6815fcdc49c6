package io.tidings.messaging.intake.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Single fields of a change, within bounds. */
final class Fields {
    static final int LONGEST_ID = 200;
    private static final long EARLIEST = Instant.parse("2009-01-01T00:00:00Z").getEpochSecond();

    private Fields() {}

    static boolean isWaId(String text) {
        return text.matches("[1-9][0-9]{6,14}");
    }

    static @Nullable String id(JsonNode node) {
        var id = node.asText("");
        return id.isEmpty() || id.length() > LONGEST_ID ? null : id;
    }

    static @Nullable String bounded(String text, int longest) {
        if (text.isEmpty()) {
            return null;
        }
        return text.length() <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, longest) - 1));
    }

    /** Seconds as text or number; what is no time of ours counts as now. */
    static Instant time(JsonNode node, Instant now) {
        var seconds = node.path("timestamp").asLong(0);
        return seconds < EARLIEST || seconds > now.getEpochSecond() ? now : Instant.ofEpochSecond(seconds);
    }
}
