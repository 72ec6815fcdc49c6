package io.tidings.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Suite;

import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Where the story is told: the shop's door, the provider's simulator, and somebody who says what happens. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;
    private static final int INDENT = 5;

    private final Suite suite;
    private final Http api;
    private final Http simulator;
    private final PrintStream out;
    private int chapter;

    /** @param api the gateway, with the shop's key */
    Stage(Suite suite, Http api, Http simulator, PrintStream out) {
        this.suite = suite;
        this.api = api;
        this.simulator = simulator;
        this.out = out;
    }

    Suite suite() {
        return suite;
    }

    Http api() {
        return api;
    }

    Http simulator() {
        return simulator;
    }

    void chapter(String title) {
        chapter++;
        out.println();
        out.println("  " + chapter + "  " + title);
    }

    void say(String text) {
        out.println(" ".repeat(INDENT) + text.replaceAll("\\s*\n\\s*", " / "));
    }

    /** Waits for the message of an intent to reach its phone, and shows it with its history. */
    JsonNode delivered(String intentKey) {
        String path = "/api/v1/messages?intent_key=" + URLEncoder.encode(intentKey, StandardCharsets.UTF_8);
        JsonNode message = await(
                "message " + intentKey + " is delivered",
                () -> api.get(path).path("items").path(0),
                found -> found.path("status").asText().matches("delivered|read"));
        JsonNode whole = api.get("/api/v1/messages/" + message.path("id").asText());
        say("message " + whole.path("id").asText() + " to " + whole.path("to").asText() + ": "
                + whole.path("status").asText() + "  ("
                + whole.path("provider_message_id").asText() + ")");
        say("\"" + whole.path("text").asText() + "\"");
        say(history(whole));
        return whole;
    }

    /** Asks until the answer is as wanted. */
    JsonNode await(String what, Supplier<JsonNode> ask, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode last = ask.get();
        while (!wanted.test(last)) {
            if (System.nanoTime() > deadline) {
                throw new StoryBroke(
                        "waited " + PATIENCE.toSeconds() + " s for: " + what + "; the last answer was " + last);
            }
            pause();
            last = ask.get();
        }
        return last;
    }

    /** Posts until it is accepted: what the other services know of a new object reaches them a moment later. */
    JsonNode postWhenKnown(Http door, String path, java.util.Map<String, ?> body, int notYet) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Http.Answer answer = door.tryPost(path, body);
        while (answer.status() == notYet && System.nanoTime() < deadline) {
            pause();
            answer = door.tryPost(path, body);
        }
        if (!answer.isGood()) {
            throw new StoryBroke("POST " + path + " was answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    private static String history(JsonNode message) {
        StringBuilder text = new StringBuilder();
        for (JsonNode status : message.path("history")) {
            text.append(text.isEmpty() ? "" : " -> ")
                    .append(status.path("status").asText())
                    .append(Optional.of(status.path("at").asText())
                            .filter(at -> at.length() > 23)
                            .map(at -> " " + at.substring(11, 23))
                            .orElse(""));
        }
        return text.toString();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoryBroke("interrupted");
        }
    }
}
