package io.tidings.messaging.message.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.Attached.Frame;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** A filled template's header, buttons and names within {@code messages.content}. */
final class FrameJson {
    static final String TYPE = "template";
    /** Without header and buttons, as before there were any. */
    static final String NAMES_ALONE = "names";

    private FrameJson() {}

    static void write(Frame frame, ObjectNode json) {
        var isMore = frame.head() != null || !frame.buttons().isEmpty();
        var names = json.put("type", isMore ? TYPE : NAMES_ALONE).putArray("names");
        frame.names().forEach(names::add);
        if (frame.head() != null) {
            head(frame.head(), json.putObject("header"));
        }
        if (!frame.buttons().isEmpty()) {
            var buttons = json.putArray("buttons");
            frame.buttons()
                    .forEach(button -> buttons.addObject()
                            .put("type", button.type())
                            .put("text", button.text())
                            .put("value", button.value())
                            .put("target", button.target()));
        }
    }

    private static void head(Attached.Head head, ObjectNode json) {
        switch (head) {
            case Attached.Words words ->
                json.put("type", "text")
                        .put("text", words.text())
                        .put("value", words.value())
                        .put("name", words.name());
            case Attached.Media media ->
                json.put("type", media.kind().wire()).put("link", media.link()).put("filename", media.filename());
            case Attached.Location place ->
                json.put("type", "location")
                        .put("latitude", place.latitude())
                        .put("longitude", place.longitude())
                        .put("name", place.name())
                        .put("address", place.address());
        }
    }

    static Frame read(JsonNode json) {
        var names = new ArrayList<String>();
        json.path("names").forEach(name -> names.add(name.asText()));
        var buttons = new ArrayList<Attached.FrameButton>();
        json.path("buttons")
                .forEach(button -> buttons.add(new Attached.FrameButton(
                        button.path("type").asText(),
                        AttachedJson.text(button, "text"),
                        AttachedJson.text(button, "value"),
                        AttachedJson.text(button, "target"))));
        return new Frame(names, json.has("header") ? head(json.get("header")) : null, buttons);
    }

    private static Attached.Head head(JsonNode json) {
        var type = json.path("type").asText();
        return switch (type) {
            case "text" ->
                new Attached.Words(
                        json.path("text").asText(), AttachedJson.text(json, "value"), AttachedJson.text(json, "name"));
            case "location" ->
                new Attached.Location(
                        json.path("latitude").asDouble(),
                        json.path("longitude").asDouble(),
                        json.path("name").asText(),
                        json.path("address").asText());
            default ->
                new Attached.Media(
                        Attached.Kind.of(type), json.path("link").asText(), AttachedJson.text(json, "filename"));
        };
    }

    /** Header and buttons; the names are nothing to show. Null when there is neither. */
    static @Nullable JsonNode shown(JsonNode json) {
        if (!json.has("header") && !json.has("buttons")) {
            return null;
        }
        return ((ObjectNode) json.deepCopy()).without("names");
    }
}
