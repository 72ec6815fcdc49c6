package io.tidings.messaging.message.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.messaging.message.domain.Attached;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** What a message carries, as its column {@code messages.content} keeps it and the API shows it. */
public final class AttachedJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AttachedJson() {}

    /** The column's text; null for nothing. */
    public static @Nullable String write(@Nullable Attached attached) {
        return attached == null ? null : json(attached).toString();
    }

    private static ObjectNode json(Attached attached) {
        var json = JsonNodeFactory.instance.objectNode();
        switch (attached) {
            case Attached.Media media ->
                json.put("type", media.kind().wire()).put("link", media.link()).put("filename", media.filename());
            case Attached.Received media ->
                json.put("type", media.kind().wire())
                        .put("media_id", media.mediaId())
                        .put("mime_type", media.mimeType())
                        .put("filename", media.filename());
            case Attached.Buttons choice -> {
                var buttons = json.put("type", "buttons").putArray("buttons");
                choice.buttons()
                        .forEach(button ->
                                buttons.addObject().put("id", button.id()).put("label", button.label()));
            }
            case Attached.Frame frame -> FrameJson.write(frame, json);
        }
        return json;
    }

    /** Reads the column back. */
    public static @Nullable Attached read(@Nullable String column) {
        var json = tree(column);
        if (json == null) {
            return null;
        }
        var type = json.path("type").asText();
        return switch (type) {
            case "buttons" -> {
                var buttons = new ArrayList<Attached.Button>();
                json.path("buttons")
                        .forEach(button -> buttons.add(new Attached.Button(
                                button.path("id").asText(), button.path("label").asText())));
                yield new Attached.Buttons(buttons);
            }
            case FrameJson.TYPE, FrameJson.NAMES_ALONE -> FrameJson.read(json);
            default ->
                json.has("media_id")
                        ? new Attached.Received(
                                Attached.Kind.of(type),
                                json.path("media_id").asText(),
                                text(json, "mime_type"),
                                text(json, "filename"))
                        : new Attached.Media(
                                Attached.Kind.of(type), json.path("link").asText(), text(json, "filename"));
        };
    }

    /** What the API shows of the column; null for nothing. */
    public static @Nullable JsonNode shown(@Nullable String column) {
        var json = tree(column);
        return json != null && json.has("names") ? FrameJson.shown(json) : json;
    }

    private static @Nullable JsonNode tree(@Nullable String column) {
        try {
            return column == null ? null : JSON.readTree(column);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The column is JSON", e);
        }
    }

    static @Nullable String text(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.get(name).asText() : null;
    }
}
