package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidings.simulator.http.Json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes of one webhook POST: an entry per business account, in it a change per number and kind, in it all statuses
 * or messages. Non-ASCII characters are written as {@code \\uXXXX} escapes, as Meta does: the signature is over these
 * very bytes, and whoever re-serialises before checking it gets another one.
 */
final class WebhookBody {

    /** What shares a {@code value}: it has one number's metadata, and either statuses or messages. */
    private record Change(BusinessNumber number, boolean statuses) {}

    private WebhookBody() {}

    static byte[] of(List<WebhookEvent> events) {
        Map<String, Map<Change, List<WebhookEvent>>> accounts = new TreeMap<>();
        for (var event : events) {
            accounts.computeIfAbsent(event.number().wabaId(), waba -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            new Change(event.number(), event instanceof StatusUpdate), change -> new ArrayList<>())
                    .add(event);
        }
        var bytes = new ByteArrayOutputStream(512 + 512 * events.size());
        try (var json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("object", "whatsapp_business_account");
            json.writeArrayFieldStart("entry");
            for (var account : accounts.entrySet()) {
                json.writeStartObject();
                json.writeStringField("id", account.getKey());
                json.writeArrayFieldStart("changes");
                for (var change : account.getValue().entrySet()) {
                    write(json, change.getKey(), change.getValue());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Change change, List<WebhookEvent> events) throws IOException {
        if (events.getFirst() instanceof TemplateNews) {
            for (var news : events) {
                news.writeTo(json);
            }
            return;
        }
        json.writeStartObject();
        json.writeObjectFieldStart("value");
        json.writeStringField("messaging_product", "whatsapp");
        json.writeObjectFieldStart("metadata");
        json.writeStringField("display_phone_number", change.number().displayPhoneNumber());
        json.writeStringField("phone_number_id", change.number().phoneNumberId());
        json.writeEndObject();
        if (!change.statuses()) {
            writeContacts(json, events);
        }
        json.writeArrayFieldStart(change.statuses() ? "statuses" : "messages");
        for (var event : events) {
            event.writeTo(json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField("field", "messages");
        json.writeEndObject();
    }

    private static void writeContacts(JsonGenerator json, List<WebhookEvent> events) throws IOException {
        var names = new LinkedHashMap<String, String>();
        for (var event : events) {
            if (event instanceof InboundMessage message) {
                names.put(message.from(), message.name() == null ? message.from() : message.name());
            }
        }
        json.writeArrayFieldStart("contacts");
        for (var name : names.entrySet()) {
            json.writeStartObject();
            json.writeObjectFieldStart("profile");
            json.writeStringField("name", name.getValue());
            json.writeEndObject();
            json.writeStringField(Recipient.isUserId(name.getKey()) ? "user_id" : "wa_id", name.getKey());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
