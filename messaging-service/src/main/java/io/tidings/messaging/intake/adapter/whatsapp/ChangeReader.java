package io.tidings.messaging.intake.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidings.messaging.contact.application.MoveContact;
import io.tidings.messaging.contact.domain.Bsuid;
import io.tidings.messaging.contact.domain.Sender;
import io.tidings.messaging.dispatch.application.RecordStatuses;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.messaging.intake.application.KeepPreference;
import io.tidings.messaging.intake.application.ReceiveMessage;
import io.tidings.messaging.intake.domain.InboundMessage;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads a change into the commands it stands for. What makes no sense is left out and counted, its neighbours stay. */
final class ChangeReader {
    private static final int LONGEST_ID = 200;
    private static final Set<String> MEDIA = Set.of("image", "audio", "video", "document", "sticker");
    private static final int LONGEST_CATEGORY = 60;
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_REFERRAL = 1000;
    private static final List<String> REFERRAL =
            List.of("source_type", "source_id", "source_url", "headline", "body", "ctwa_clid");
    private static final long EARLIEST = Instant.parse("2009-01-01T00:00:00Z").getEpochSecond();

    /**
     * What one or more changes tell.
     *
     * @param unusable entries that made no sense
     */
    record Told(
            List<RecordStatuses.Told> statuses,
            List<ReceiveMessage.Command> messages,
            List<KeepPreference.Command> preferences,
            List<MoveContact.Command> moves,
            int unusable) {

        static Told all(List<Told> each) {
            return new Told(
                    each.stream().flatMap(told -> told.statuses().stream()).toList(),
                    each.stream().flatMap(told -> told.messages().stream()).toList(),
                    each.stream().flatMap(told -> told.preferences().stream()).toList(),
                    each.stream().flatMap(told -> told.moves().stream()).toList(),
                    each.stream().mapToInt(Told::unusable).sum());
        }
    }

    private final TenantId tenant;
    private final UUID number;
    private final Instant now;
    private int unusable;

    private ChangeReader(TenantId tenant, UUID number, Instant now) {
        this.tenant = tenant;
        this.number = number;
        this.now = now;
    }

    static Told read(TenantId tenant, UUID number, JsonNode change, Instant now) {
        var reader = new ChangeReader(tenant, number, now);
        var value = change.path("value");
        var statuses = new ArrayList<RecordStatuses.Told>();
        value.path("statuses").forEach(node -> reader.status(node).ifPresent(statuses::add));
        var messages = new ArrayList<ReceiveMessage.Command>();
        value.path("messages").forEach(node -> reader.message(node, value).ifPresent(messages::add));
        var preferences = new ArrayList<KeepPreference.Command>();
        value.path("user_preferences").forEach(node -> reader.preference(node).ifPresent(preferences::add));
        var moves = new ArrayList<MoveContact.Command>();
        value.path("messages").forEach(node -> reader.move(node).ifPresent(moves::add));
        return new Told(statuses, messages, preferences, moves, reader.unusable);
    }

    private Optional<RecordStatuses.Told> status(JsonNode node) {
        var status = switch (node.path("status").asText("")) {
            case "sent" -> MessageStatus.SENT;
            case "delivered" -> MessageStatus.DELIVERED;
            case "read", "played" -> MessageStatus.READ;
            case "failed" -> MessageStatus.FAILED;
            default -> null;
        };
        var id = id(node.path("id"));
        if (status == null || id == null) {
            unusable++;
            return Optional.empty();
        }
        var report =
                new StatusReport(id, status, StatusSource.PROVIDER, error(status, node), time(node), pricing(node));
        return Optional.of(new RecordStatuses.Told(ours(node), number, report));
    }

    /** Our own id comes back as {@code <tenant>:<message>}; another tenant's is none. */
    private @Nullable UUID ours(JsonNode node) {
        var parts = node.path("biz_opaque_callback_data").asText("").split(":", -1);
        if (parts.length != 2 || !parts[0].equals(tenant.toString())) {
            return null;
        }
        try {
            return UUID.fromString(parts[1]);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable ProviderError error(MessageStatus status, JsonNode node) {
        if (status != MessageStatus.FAILED) {
            return null;
        }
        var error = node.path("errors").path(0);
        var details = error.at("/error_data/details").asText("");
        var text = details.isEmpty()
                ? error.path("message").asText(error.path("title").asText(""))
                : details;
        return error.path("code").isInt()
                ? ProviderError.ofCode(error.path("code").intValue(), text.isEmpty() ? null : text, false)
                : new ProviderError("whatsapp.unknown", -1, text.isEmpty() ? null : text, false);
    }

    private static StatusReport.@Nullable Pricing pricing(JsonNode node) {
        var category = bounded(node.at("/pricing/category").asText(""), LONGEST_CATEGORY);
        return category == null
                ? null
                : new StatusReport.Pricing(
                        category, node.at("/pricing/billable").asBoolean());
    }

    private Optional<ReceiveMessage.Command> message(JsonNode node, JsonNode value) {
        var id = id(node.path("id"));
        var type = node.path("type").asText("");
        if (type.equals("system")) {
            return Optional.empty(); // nobody wrote it
        }
        var sender = sender(node, value);
        if (id == null || sender == null || type.isEmpty()) {
            unusable++;
            return Optional.empty();
        }
        var message = new InboundMessage(
                id,
                sender,
                text(node, type),
                payload(node),
                referral(node),
                id(node.at("/context/id")),
                time(node),
                media(node, type));
        return Optional.of(new ReceiveMessage.Command(tenant, number, message));
    }

    /** WhatsApp tells of a new number of somebody: {@code from} is the old one. */
    private Optional<MoveContact.Command> move(JsonNode node) {
        var system = node.path("system");
        if (!system.path("type").asText("").equals("user_changed_number")) {
            return Optional.empty();
        }
        var old = node.path("from").asText("");
        var now = system.path("wa_id").asText(system.path("new_wa_id").asText(""));
        if (!isWaId(old) || !isWaId(now)) {
            unusable++;
            return Optional.empty();
        }
        return Optional.of(new MoveContact.Command(tenant, old, now));
    }

    /** Who wrote: the message names them, the contacts beside it say more. Null when it is nobody. */
    private static @Nullable Sender sender(JsonNode node, JsonNode value) {
        var from = node.path("from").asText("");
        var id = node.path("from_user_id").asText("");
        var contact = contact(from, id, value);
        var waId = isWaId(from) ? from : null;
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
        var name = bounded(profile.path("name").asText(""), 200);
        return new Sender(
                waId, bsuid, name == null ? bounded(profile.path("username").asText(""), 200) : name);
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
            var text = bounded(node.path("referral").path(field).asText(""), LONGEST_REFERRAL);
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
        return bounded(text.asText(""), LONGEST_TEXT);
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
                bounded(media.path("mime_type").asText(""), LONGEST_ID),
                bounded(media.path("filename").asText(""), LONGEST_ID));
    }

    private static @Nullable String payload(JsonNode node) {
        for (var path : List.of("/button/payload", "/interactive/button_reply/id", "/interactive/list_reply/id")) {
            var payload = bounded(node.at(path).asText(""), LONGEST_ID);
            if (payload != null) {
                return payload;
            }
        }
        return null;
    }

    private Optional<KeepPreference.Command> preference(JsonNode node) {
        var waId = node.path("wa_id").asText("");
        var bsuid = Bsuid.find(
                node.path("user_id").asText(""), node.path("parent_user_id").asText(""));
        var wish = switch (node.path("value").asText("")) {
            case "stop" -> Wish.STOP;
            case "resume" -> Wish.START;
            default -> null;
        };
        if (wish == null
                || !(isWaId(waId) || bsuid.isPresent())
                || !node.path("category").asText("").equals("marketing_messages")) {
            unusable++;
            return Optional.empty();
        }
        var sender = new Sender(isWaId(waId) ? waId : null, bsuid.orElse(null), null);
        return Optional.of(new KeepPreference.Command(tenant, number, sender, wish));
    }

    private static boolean isWaId(String text) {
        return text.matches("[1-9][0-9]{6,14}");
    }

    private static @Nullable String id(JsonNode node) {
        var id = node.asText("");
        return id.isEmpty() || id.length() > LONGEST_ID ? null : id;
    }

    private static @Nullable String bounded(String text, int longest) {
        if (text.isEmpty()) {
            return null;
        }
        return text.length() <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, longest) - 1));
    }

    /** Seconds as text or number; what is no time of ours counts as now. */
    private Instant time(JsonNode node) {
        var seconds = node.path("timestamp").asLong(0);
        return seconds < EARLIEST || seconds > now.getEpochSecond() ? now : Instant.ofEpochSecond(seconds);
    }
}
