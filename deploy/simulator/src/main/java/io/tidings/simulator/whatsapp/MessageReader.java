package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Json;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Checks the JSON of a send as Meta does and turns it into what the phone will show. Played here: text, template,
 * interactive (reply buttons and lists), media by link or id, and the read receipt; other types are refused with 131051.
 */
final class MessageReader {

    private static final int OPAQUE_LENGTH = 512;
    private static final int LINK_LENGTH = 2048;
    private static final int CAPTION_LENGTH = 1024;
    private static final int TEXT_LENGTH = 4096;
    private static final Set<String> KEYS = Set.of(
            "messaging_product",
            "recipient_type",
            "to",
            "recipient",
            "type",
            "text",
            "template",
            "interactive",
            "image",
            "audio",
            "video",
            "document",
            "sticker",
            "context",
            "biz_opaque_callback_data");
    private static final Set<String> NOT_PLAYED = Set.of("location", "contacts", "reaction");

    private final TemplateReader templates;

    MessageReader(Templates templates) {
        this.templates = new TemplateReader(templates);
    }

    /** Parses the body; what is no JSON object has none of the required parameters. */
    JsonNode parse(byte[] body) {
        try {
            var node = Json.MAPPER.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw CloudApiError.invalid("The request body is not valid JSON");
        }
        throw CloudApiError.required("messaging_product");
    }

    /** Whether the call marks a received message as read, which sends nothing. */
    static boolean isReadReceipt(JsonNode body) {
        return body.has("status");
    }

    /** The id of the message that was read. */
    String readReceipt(JsonNode body) {
        product(body);
        Shape.onlyKeys(body, "$", Set.of("messaging_product", "status", "message_id", "typing_indicator"));
        if (!"read".equals(body.path("status").asText())) {
            throw CloudApiError.invalid("Param status must be one of {READ}.");
        }
        if (!body.hasNonNull("message_id")) {
            throw CloudApiError.required("message_id");
        }
        return Shape.text(body, "message_id", "message_id", 256);
    }

    OutgoingMessage read(JsonNode body) {
        product(body);
        var field = body.hasNonNull("to") || !body.hasNonNull("recipient") ? "to" : "recipient"; // with both, to wins
        if (!body.hasNonNull(field)) {
            throw CloudApiError.required(field);
        }
        var to = body.get(field);
        if (!to.isTextual()) {
            throw CloudApiError.invalid("Param " + field + " must be a string.");
        }
        var recipientType = body.path("recipient_type").asText("individual");
        if (!"individual".equals(recipientType)) {
            throw CloudApiError.invalid("Param recipient_type must be one of {INDIVIDUAL}.");
        }
        var type = body.path("type").asText("text");
        if (NOT_PLAYED.contains(type)) {
            throw CloudApiError.unsupported(type);
        }
        Shape.onlyKeys(body, "$", KEYS);
        if (body.hasNonNull("context")) {
            Shape.text(body.get("context"), "message_id", "context['message_id']", 256);
        }
        var opaque = Shape.optionalText(body, "biz_opaque_callback_data", "biz_opaque_callback_data", OPAQUE_LENGTH);
        var recipient = field.equals("to") ? Recipient.of(to.textValue()) : Recipient.ofUserId(to.textValue());
        return switch (type) {
            case "text" -> new OutgoingMessage(recipient, type, text(body), null, List.of(), opaque, body);
            case "template" -> {
                var filled = templates.read(Shape.object(body, "template", "template"));
                yield new OutgoingMessage(
                        recipient, type, filled.text(), filled.template(), filled.buttons(), opaque, body);
            }
            case "interactive" -> {
                var interactive = InteractiveReader.read(Shape.object(body, "interactive", "interactive"));
                yield new OutgoingMessage(
                        recipient, type, interactive.text(), null, interactive.buttons(), opaque, body);
            }
            case "image", "audio", "video", "document", "sticker" ->
                new OutgoingMessage(recipient, type, media(body, type), null, List.of(), opaque, body);
            default ->
                throw CloudApiError.invalid("Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, "
                        + "LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got \""
                        + Shape.shortened(type.toLowerCase(Locale.ROOT)) + "\".");
        };
    }

    private static void product(JsonNode body) {
        if (!body.hasNonNull("messaging_product")) {
            throw CloudApiError.required("messaging_product");
        }
        if (!"whatsapp".equals(body.get("messaging_product").asText())) {
            throw CloudApiError.invalid("Param messaging_product must be one of {WHATSAPP}.");
        }
    }

    /** What the phone shows of media: its kind, and the caption or where it comes from. */
    static String media(JsonNode body, String type) {
        var media = Shape.object(body, type, type);
        var hasCaption = !type.equals("audio") && !type.equals("sticker");
        Shape.onlyKeys(
                media,
                type,
                type.equals("document")
                        ? Set.of("id", "link", "caption", "filename")
                        : hasCaption ? Set.of("id", "link", "caption") : Set.of("id", "link"));
        var link = Shape.optionalText(media, "link", type + "['link']", LINK_LENGTH);
        var id = Shape.optionalText(media, "id", type + "['id']", 256);
        if ((link == null) == (id == null)) {
            throw CloudApiError.invalid("Param " + type + " takes either id or link.");
        }
        if (link != null && !link.matches("https?://[^\\s/]+.*")) {
            throw CloudApiError.invalid("Param " + type + "['link'] must be a valid URL.");
        }
        var caption = Shape.optionalText(media, "caption", type + "['caption']", CAPTION_LENGTH);
        return "[" + type + "] " + (caption != null ? caption : link != null ? link : id);
    }

    private static String text(JsonNode body) {
        var text = Shape.object(body, "text", "text");
        Shape.onlyKeys(text, "text", Set.of("body", "preview_url"));
        if (text.hasNonNull("preview_url") && !text.get("preview_url").isBoolean()) {
            throw CloudApiError.invalid("Param text['preview_url'] must be a boolean.");
        }
        return Shape.text(text, "body", "text['body']", TEXT_LENGTH);
    }
}
