package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatMessage;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A message Meta took on, with what its statuses will have to say.
 *
 * @param category of its pricing: utility, marketing, authentication, or service for free-form messages
 * @param inWindow whether the 24 h window was open, in which case utility messages are free
 * @param apiVersion major version of the call; from 24 on statuses name no conversation
 * @param failure Meta's error code when it will be reported failed, else 0
 * @param bubble the message on the page
 */
record SentMessage(
        String wamid,
        BusinessNumber number,
        String waId,
        @Nullable String opaque,
        String category,
        boolean inWindow,
        int apiVersion,
        int failure,
        boolean reordered,
        boolean silent,
        boolean duplicated,
        ChatMessage bubble) {

    boolean billable() {
        return switch (category) {
            case "service" -> false;
            case "utility" -> !inWindow;
            default -> true;
        };
    }

    /** The statuses it goes through, in the order of its life. */
    List<Status> statuses() {
        if (silent) {
            return List.of();
        }
        return failure != 0 ? List.of(Status.FAILED) : List.of(Status.SENT, Status.DELIVERED, Status.READ);
    }

    /** The message of a {@code whatsapp.send} entry, for a simulator that was restarted before all statuses were out. */
    static SentMessage from(JsonNode entry, BusinessNumber number, ChatMessage bubble) {
        var mishaps = new ArrayList<String>();
        entry.path("mishaps").forEach(mishap -> mishaps.add(mishap.asText()));
        return new SentMessage(
                entry.path("wamid").asText(),
                number,
                entry.path("wa_id").asText(),
                entry.hasNonNull("opaque") ? entry.get("opaque").asText() : null,
                entry.path("category").asText(),
                entry.path("in_window").asBoolean(),
                entry.path("api_version").asInt(),
                entry.path("failure").asInt(),
                mishaps.contains("reorder"),
                mishaps.contains("no_statuses"),
                mishaps.contains("duplicate"),
                bubble);
    }
}
