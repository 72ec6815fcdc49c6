package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.chat.ChatMessage;
import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.faults.FaultInjector;
import io.tidings.simulator.faults.Mishap;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.journal.Journal;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;

/**
 * Takes a message on, or refuses it with a {@link CloudApiError}. Either way the journal has it before the caller
 * hears of it. As at Meta, the 24 h window and reachability are not the caller's answer: such a message is accepted and
 * its status becomes failed (131047, 131026).
 */
final class SendMessage {

    /** A call as it came in. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never printed
    record Call(
            int apiVersion, String phoneNumberId, @Nullable String authorization, byte[] body) {}

    private static final int REFUSED_BODY = 16 * 1024;

    private final InstantSource clock;
    private final Journal journal;
    private final FaultInjector faults;
    private final BusinessNumbers numbers;
    private final MessageReader reader;
    private final Windows windows;
    private final SendLimits limits = new SendLimits();
    private final Chats chats;
    private final StatusSchedule statuses;

    SendMessage(
            InstantSource clock,
            Journal journal,
            FaultInjector faults,
            BusinessNumbers numbers,
            MessageReader reader,
            Windows windows,
            Chats chats,
            StatusSchedule statuses) {
        this.clock = clock;
        this.journal = journal;
        this.faults = faults;
        this.numbers = numbers;
        this.reader = reader;
        this.windows = windows;
        this.chats = chats;
        this.statuses = statuses;
    }

    Future<ObjectNode> handle(Call call, Mishap mishap) {
        try {
            if (mishap.refusal() == 429) {
                throw CloudApiError.rate(429);
            }
            if (mishap.refusal() != 0) {
                throw CloudApiError.down(mishap.refusal());
            }
            var number = numbers.authorise(call.phoneNumberId(), call.authorization(), faults.strict());
            var body = reader.parse(call.body());
            if (MessageReader.isReadReceipt(body)) {
                return markRead(number, reader.readReceipt(body));
            }
            var message = reader.read(body);
            if (faults.limits()) {
                limits.take(call.phoneNumberId(), message.recipient().waId());
            }
            return accept(call, number, message, mishap);
        } catch (CloudApiError refusal) {
            return refuse(call, refusal);
        }
    }

    private Future<ObjectNode> accept(Call call, BusinessNumber number, OutgoingMessage message, Mishap mishap) {
        var waId = message.recipient().waId();
        var now = clock.instant();
        boolean open = windows.isOpen(number.phoneNumberId(), waId, now);
        var template = message.template();
        int failure = mishap.failCode();
        if (failure == 0 && !message.recipient().possible()) {
            failure = DeliveryError.UNDELIVERABLE;
        } else if (failure == 0 && template == null && !open) {
            failure = DeliveryError.OUTSIDE_WINDOW;
        }
        var wamid = Ids.sent(waId);
        var name = template == null ? null : template.name();
        var bubble = ChatMessage.toPerson(wamid, message.text(), name, message.buttons(), now);
        var sent = new SentMessage(
                wamid,
                number,
                waId,
                message.opaque(),
                template == null ? "service" : template.category(),
                open,
                call.apiVersion(),
                failure,
                mishap.reorder(),
                mishap.noStatuses(),
                mishap.duplicate(),
                bubble);
        return journal.append("whatsapp.send", json -> write(json, sent, message, mishap))
                .map(seq -> {
                    chats.sent(number.phoneNumberId(), number.displayPhoneNumber(), waId, bubble);
                    statuses.plan(sent, Set.of());
                    return answer(message.recipient(), wamid);
                });
    }

    private static void write(JsonGenerator json, SentMessage sent, OutgoingMessage message, Mishap mishap)
            throws IOException {
        json.writeStringField("phone_number_id", sent.number().phoneNumberId());
        json.writeStringField("to", message.recipient().input());
        json.writeStringField("wa_id", sent.waId());
        json.writeStringField("wamid", sent.wamid());
        json.writeStringField("type", message.type());
        json.writeStringField(
                "template",
                message.template() == null ? null : message.template().name());
        json.writeStringField("text", message.text());
        json.writeStringField("opaque", sent.opaque());
        json.writeStringField("category", sent.category());
        json.writeBooleanField("in_window", sent.inWindow());
        json.writeNumberField("api_version", sent.apiVersion());
        json.writeNumberField("failure", sent.failure());
        json.writeArrayFieldStart("mishaps");
        if (mishap.hangUp()) {
            json.writeString("accept_then_hang_up");
        }
        if (sent.reordered()) {
            json.writeString("reorder");
        }
        if (sent.silent()) {
            json.writeString("no_statuses");
        }
        if (sent.duplicated()) {
            json.writeString("duplicate");
        }
        json.writeEndArray();
        json.writeFieldName("body");
        Json.MAPPER.writeTree(json, message.body());
    }

    private static ObjectNode answer(Recipient recipient, String wamid) {
        var answer = Json.object();
        answer.put("messaging_product", "whatsapp");
        answer.putArray("contacts")
                .addObject()
                .put("input", recipient.input())
                .put(Recipient.isUserId(recipient.waId()) ? "user_id" : "wa_id", recipient.waId());
        answer.putArray("messages").addObject().put("id", wamid).put("message_status", "accepted");
        return answer;
    }

    private Future<ObjectNode> markRead(BusinessNumber number, String messageId) {
        return journal.append("whatsapp.mark_read", json -> {
                    json.writeStringField("phone_number_id", number.phoneNumberId());
                    json.writeStringField("wamid", messageId);
                })
                .map(seq -> Json.object().put("success", true));
    }

    private Future<ObjectNode> refuse(Call call, CloudApiError refusal) {
        return journal.append("whatsapp.refused", json -> {
                    json.writeStringField("phone_number_id", call.phoneNumberId());
                    json.writeNumberField("http", refusal.status());
                    json.writeNumberField("code", refusal.code());
                    json.writeStringField("message", refusal.message());
                    json.writeStringField("details", refusal.details());
                    json.writeFieldName("body");
                    Json.MAPPER.writeTree(json, bodyOf(call));
                })
                .compose(seq -> Future.failedFuture(refusal));
    }

    /** What the caller sent, as far as it is JSON of a sensible size. */
    private JsonNode bodyOf(Call call) {
        if (call.body().length <= REFUSED_BODY) {
            try {
                return reader.parse(call.body());
            } catch (CloudApiError notJson) {
                // nothing to keep
            }
        }
        return Json.MAPPER.nullNode();
    }
}
