package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;

/**
 * A message a person wrote to a business number.
 *
 * @param from the person's wa_id, or the business-scoped id of somebody who shows no phone
 * @param name of the person's profile
 * @param contextId the message it answers, null for none
 */
record InboundMessage(
        BusinessNumber number,
        String wamid,
        String from,
        @Nullable String name,
        Instant at,
        Content content,
        @Nullable String contextId)
        implements WebhookEvent {

    /** What was written or tapped. */
    sealed interface Content {

        /** What the chat shows. */
        String text();

        record Text(String text) implements Content {}

        /** A template's quick reply. */
        record Button(String payload, String text) implements Content {}

        /** A reply button or a list row of an interactive message. */
        record Reply(String kind, String id, String text) implements Content {}

        /** A picture, sound or document; {@code id} fetches its bytes. */
        record Media(String kind, String id, String mimeType, String caption) implements Content {
            @Override
            public String text() {
                return "[" + kind + "] " + caption;
            }
        }
    }

    @Override
    public String what() {
        return "message";
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (contextId != null) {
            json.writeObjectFieldStart("context");
            json.writeStringField("from", number.displayPhoneNumber());
            json.writeStringField("id", contextId);
            json.writeEndObject();
        }
        json.writeStringField(Recipient.isUserId(from) ? "from_user_id" : "from", from);
        json.writeStringField("id", wamid);
        json.writeStringField("timestamp", Long.toString(at.getEpochSecond()));
        writeContent(json);
        json.writeEndObject();
    }

    /** Writes type and content, in a webhook as in the journal. */
    void writeContent(JsonGenerator json) throws IOException {
        switch (content) {
            case Content.Text(var text) -> {
                json.writeObjectFieldStart("text");
                json.writeStringField("body", text);
                json.writeEndObject();
                json.writeStringField("type", "text");
            }
            case Content.Media(var kind, var id, var mimeType, var caption) -> {
                json.writeStringField("type", kind);
                json.writeObjectFieldStart(kind);
                json.writeStringField("id", id);
                json.writeStringField("mime_type", mimeType);
                json.writeStringField("sha256", MediaFiles.SHA256);
                if (!caption.isEmpty()) {
                    json.writeStringField("caption", caption);
                }
                json.writeEndObject();
            }
            case Content.Button(var payload, var text) -> {
                json.writeStringField("type", "button");
                json.writeObjectFieldStart("button");
                json.writeStringField("payload", payload);
                json.writeStringField("text", text);
                json.writeEndObject();
            }
            case Content.Reply(var kind, var id, var text) -> {
                json.writeStringField("type", "interactive");
                json.writeObjectFieldStart("interactive");
                json.writeStringField("type", kind);
                json.writeObjectFieldStart(kind);
                json.writeStringField("id", id);
                json.writeStringField("title", text);
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    /** The message of a {@code whatsapp.inbound} entry. */
    static InboundMessage from(JsonNode entry, BusinessNumber number) {
        var message = entry.path("message");
        var content = switch (message.path("type").asText()) {
            case "button" ->
                new Content.Button(
                        message.at("/button/payload").asText(),
                        message.at("/button/text").asText());
            case "interactive" -> {
                var kind = message.at("/interactive/type").asText();
                var reply = message.path("interactive").path(kind);
                yield new Content.Reply(
                        kind, reply.path("id").asText(), reply.path("title").asText());
            }
            case "image", "audio", "video", "document", "sticker" -> {
                var kind = message.path("type").asText();
                var media = message.path(kind);
                yield new Content.Media(
                        kind,
                        media.path("id").asText(),
                        media.path("mime_type").asText(),
                        media.path("caption").asText());
            }
            default -> new Content.Text(message.at("/text/body").asText());
        };
        return new InboundMessage(
                number,
                entry.path("wamid").asText(),
                entry.path("from").asText(),
                entry.hasNonNull("name") ? entry.get("name").asText() : null,
                Instant.parse(entry.path("at").asText()),
                content,
                entry.hasNonNull("context_id") ? entry.get("context_id").asText() : null);
    }
}
