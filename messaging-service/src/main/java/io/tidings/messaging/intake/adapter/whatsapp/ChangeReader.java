package io.tidings.messaging.intake.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.messaging.contact.application.MoveContact;
import io.tidings.messaging.contact.domain.Bsuid;
import io.tidings.messaging.contact.domain.Sender;
import io.tidings.messaging.dispatch.application.RecordStatuses;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.messaging.intake.application.KeepPreference;
import io.tidings.messaging.intake.application.ReceiveMessage;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads a change into the commands it stands for. What makes no sense is left out and counted, its neighbours stay. */
final class ChangeReader {
    private static final int LONGEST_CATEGORY = 60;

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
        var id = Fields.id(node.path("id"));
        if (status == null || id == null) {
            unusable++;
            return Optional.empty();
        }
        var report = new StatusReport(
                id, status, StatusSource.PROVIDER, error(status, node), Fields.time(node, now), pricing(node));
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
        var category = Fields.bounded(node.at("/pricing/category").asText(""), LONGEST_CATEGORY);
        return category == null
                ? null
                : new StatusReport.Pricing(
                        category, node.at("/pricing/billable").asBoolean());
    }

    private Optional<ReceiveMessage.Command> message(JsonNode node, JsonNode value) {
        if (node.path("type").asText("").equals("system")) {
            return Optional.empty(); // nobody wrote it
        }
        var message = WrittenMessage.read(node, value, now);
        if (message == null) {
            unusable++;
        }
        return Optional.ofNullable(message).map(read -> new ReceiveMessage.Command(tenant, number, read));
    }

    /** WhatsApp tells of a new number of somebody: {@code from} is the old one. */
    private Optional<MoveContact.Command> move(JsonNode node) {
        var system = node.path("system");
        if (!system.path("type").asText("").equals("user_changed_number")) {
            return Optional.empty();
        }
        var old = node.path("from").asText("");
        var now = system.path("wa_id").asText(system.path("new_wa_id").asText(""));
        if (!Fields.isWaId(old) || !Fields.isWaId(now)) {
            unusable++;
            return Optional.empty();
        }
        return Optional.of(new MoveContact.Command(tenant, old, now));
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
                || !(Fields.isWaId(waId) || bsuid.isPresent())
                || !node.path("category").asText("").equals("marketing_messages")) {
            unusable++;
            return Optional.empty();
        }
        var sender = new Sender(Fields.isWaId(waId) ? waId : null, bsuid.orElse(null), null);
        return Optional.of(new KeepPreference.Command(tenant, number, sender, wish));
    }
}
