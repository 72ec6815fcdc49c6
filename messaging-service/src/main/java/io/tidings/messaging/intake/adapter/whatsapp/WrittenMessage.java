package io.tidings.messaging.intake.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidings.messaging.contact.domain.Bsuid;
import io.tidings.messaging.contact.domain.Sender;
import io.tidings.messaging.intake.domain.InboundMessage;
import io.tidings.messaging.message.domain.Attached;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what somebody wrote. */
final class WrittenMessage {
    private static final Set<String> MEDIA = Set.of("image", "audio", "video", "document", "sticker");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_REFERRAL = 1000;
    private static final List<String> REFERRAL =
            List.of("source_type", "source_id", "source_url", "headline", "body", "ctwa_clid");

    private WrittenMessage() {}

    /**
     * The message, or null when it makes no sense.
     *
     * @param value of the change it came with, which says more of who wrote
     */
    static @Nullable InboundMessage read(JsonNode node, JsonNode value, Instant now) {
        var id = Fields.id(node.path("id"));
        var type = node.path("type").asText("");
        var sender = sender(node, value);
        return id == null || sender == null || type.isEmpty()
                ? null
                : new InboundMessage(
                        id,
                        sender,
                        text(node, type),
                        payload(node),
                        referral(node),
                        Fields.id(node.at("/context/id")),
                        Fields.time(node, now),
                        media(node, type));
    }

    /** Who wrote: the message names them, the contacts beside it say more. Null when it is nobody. */
    private static @Nullable Sender sender(JsonNode node, JsonNode value) {
        var from = node.path("from").asText("");
        var id = node.path("from_user_id").asText("");
        var contact = contact(from, id, value);
        var waId = Fields.isWaId(from) ? from : null;
        var bsuid = Bsuid.find(
                        id.isEmpty() ? contact.path("user_id").asText("") : id,
                        node.path("from_parent_user_id")
                                .asText(contact.path("parent_user_id").asText("")))
                .or(() -> Bsuid.find(from, ""))
                .orElse(null);
        if (waId == null && bsuid == null) {
            return null;
        }
        var profile = contact.path("profile");
        var name = Fields.bounded(profile.path("name").asText(""), LONGEST_NAME);
        return new Sender(
                waId,
                bsuid,
                name == null ? Fields.bounded(profile.path("username").asText(""), LONGEST_NAME) : name);
    }

    private static JsonNode contact(String from, String id, JsonNode value) {
        var contacts = value.path("contacts");
        for (var contact : contacts) {
            if ((!from.isEmpty() && contact.path("wa_id").asText("").equals(from))
                    || (!id.isEmpty() && contact.path("user_id").asText("").equals(id))) {
                return contact;
            }
        }
        // a sender without a phone and one contact: they are the same
        return from.isEmpty() && contacts.size() == 1 ? contacts.path(0) : MissingNode.getInstance();
    }

    /** What is told of the advertisement that was clicked, the known fields alone. */
    private static Map<String, String> referral(JsonNode node) {
        var referral = new LinkedHashMap<String, String>();
        for (var field : REFERRAL) {
            var text = Fields.bounded(node.path("referral").path(field).asText(""), LONGEST_REFERRAL);
            if (text != null) {
                referral.put(field, text);
            }
        }
        return referral;
    }

    private static @Nullable String text(JsonNode node, String type) {
        var text = switch (type) {
            case "text" -> node.at("/text/body");
            case "button" -> node.at("/button/text");
            case "interactive" ->
                node.at("/interactive/button_reply/title").isMissingNode()
                        ? node.at("/interactive/list_reply/title")
                        : node.at("/interactive/button_reply/title");
            default -> node.path(type).path("caption");
        };
        return Fields.bounded(text.asText(""), LONGEST_TEXT);
    }

    private static Attached.@Nullable Received media(JsonNode node, String type) {
        var media = node.path(type);
        var id = media.path("id").asText("");
        if (!MEDIA.contains(type) || !id.matches("[A-Za-z0-9_-]{1,200}")) {
            return null;
        }
        return new Attached.Received(
                Attached.Kind.of(type),
                id,
                Fields.bounded(media.path("mime_type").asText(""), Fields.LONGEST_ID),
                Fields.bounded(media.path("filename").asText(""), Fields.LONGEST_ID));
    }

    private static @Nullable String payload(JsonNode node) {
        for (var path : List.of("/button/payload", "/interactive/button_reply/id", "/interactive/list_reply/id")) {
            var payload = Fields.bounded(node.at(path).asText(""), Fields.LONGEST_ID);
            if (payload != null) {
                return payload;
            }
        }
        return null;
    }
}
