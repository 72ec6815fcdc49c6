package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks an interactive message: up to three reply buttons, or a list of up to ten rows. */
final class InteractiveReader {

    private static final int BODY_LENGTH = 1024;
    private static final int BUTTONS = 3;
    private static final int ROWS = 10;

    /** What the phone shows, and what can be tapped. */
    record Interactive(String text, List<ChatMessage.Button> buttons) {}

    private InteractiveReader() {}

    static Interactive read(JsonNode node) {
        Shape.onlyKeys(node, "interactive", Set.of("type", "header", "body", "footer", "action"));
        var type = Shape.text(node, "type", "interactive['type']", 32);
        if (!type.equals("button") && !type.equals("list")) {
            throw CloudApiError.value("interactive['type']: only button and list are played here");
        }
        var body = Shape.text(
                Shape.object(node, "body", "interactive['body']"), "text", "interactive['body']['text']", BODY_LENGTH);
        var action = Shape.object(node, "action", "interactive['action']");
        return new Interactive(body, type.equals("button") ? buttons(action) : rows(action));
    }

    private static List<ChatMessage.Button> buttons(JsonNode action) {
        var buttons = new ArrayList<ChatMessage.Button>();
        for (var button : Shape.array(action, "buttons", "interactive['action']['buttons']")) {
            if (!"reply".equals(button.path("type").asText())) {
                throw CloudApiError.value("interactive['action']['buttons']: type must be reply");
            }
            var reply = Shape.object(button, "reply", "interactive['action']['buttons'][]['reply']");
            buttons.add(choice(reply, 256, 20));
        }
        return sized(buttons, BUTTONS, "buttons");
    }

    private static List<ChatMessage.Button> rows(JsonNode action) {
        title(action, "button", 20);
        var rows = new ArrayList<ChatMessage.Button>();
        for (var section : Shape.array(action, "sections", "interactive['action']['sections']")) {
            for (var row : Shape.array(section, "rows", "interactive['action']['sections'][]['rows']")) {
                rows.add(choice(row, 200, 24));
            }
        }
        return sized(rows, ROWS, "rows");
    }

    private static ChatMessage.Button choice(JsonNode node, int idLength, int titleLength) {
        return new ChatMessage.Button(title(node, "title", titleLength), Shape.text(node, "id", "id", idLength), true);
    }

    private static String title(JsonNode node, String name, int most) {
        var title = Shape.text(node, name, name, Integer.MAX_VALUE);
        if (title.codePointCount(0, title.length()) > most) {
            throw CloudApiError.value(name + ": at most " + most + " characters");
        }
        return title;
    }

    private static List<ChatMessage.Button> sized(List<ChatMessage.Button> choices, int most, String what) {
        if (choices.isEmpty() || choices.size() > most) {
            throw CloudApiError.value("interactive['action']: 1 to " + most + " " + what);
        }
        return choices;
    }
}
