package io.tidings.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.runtime.tenancy.TenantId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import jakarta.inject.Singleton;

/**
 * CloudEvents 1.0 on Kafka, binary ({@code ce_*} headers) and structured ({@code application/cloudevents+json}). What
 * comes over the ingress is checked against the JSON Schema of its type; header, key and payload must name one tenant and
 * one subject everywhere.
 */
@Singleton
class CloudEventReader {
    private final ObjectReader json;
    private final SchemaCheck schemas;

    CloudEventReader(ObjectMapper json, SchemaCheck schemas) {
        // events grow by new properties; an older reader skips them
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.schemas = schemas;
    }

    /** The type of a record without reading more than needed; null when it names none. */
    @Nullable
    String typeOf(ConsumerRecord<byte[], byte[]> record) {
        return isStructured(record.headers()) ? text(structured(record), "type") : header(record.headers(), "ce_type");
    }

    /**
     * Whether a handler has to do with a record; refuses with {@link Unusable}. Of the suite's own events the payload alone
     * is looked at, for most are passed over; those that are not are still to be read.
     */
    <T extends Event> boolean concerns(ConsumerRecord<byte[], byte[]> record, SelectiveHandler<T> handler) {
        return handler.concerns(
                isStructured(record.headers()) || record.topic().equals(Topics.INGRESS)
                        ? read(record, handler.type()).data()
                        : peek(record, handler.type()));
    }

    private <T extends Event> T peek(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        try {
            T event = record.value() == null ? null : json.forType(type).readValue(record.value());
            if (event != null) {
                return event;
            }
        } catch (IOException e) {
            // refused below, by the name of its fault
        }
        return read(record, type).data();
    }

    /** Reads a record as an event of {@code type}; refuses with {@link Unusable}. */
    <T extends Event> Envelope<T> read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        var structured = isStructured(record.headers()) ? structured(record) : null;
        var tenant = tenant(attribute(record, structured, "tenantid"));
        var id = bounded(attribute(record, structured, "id"), "event.id");
        var source = bounded(attribute(record, structured, "source"), "event.source");
        var data = structured != null ? structured.get("data") : parse(record.value());
        if (data == null || !data.isObject()) {
            throw new Unusable("event.data", "The event carries no JSON object");
        }
        if (record.topic().equals(Topics.INGRESS)) {
            schemas.check(type, data);
        }
        var event = convert(data, type);
        agree(record, structured, tenant, event, data);
        return new Envelope<>(
                id,
                tenant,
                source,
                time(attribute(record, structured, "time")),
                structured != null ? text(structured, "traceparent") : header(record.headers(), "traceparent"),
                event);
    }

    private static void agree(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable JsonNode structured,
            TenantId tenant,
            Event event,
            JsonNode data) {
        var key = record.key() == null ? null : new String(record.key(), UTF_8);
        if (key != null && !key.equals(tenant + ":" + event.subject())) {
            throw new Unusable("event.key-disagrees", "Record key, tenant and payload do not agree");
        }
        if (key == null && !record.topic().equals(Topics.INGRESS)) {
            throw new Unusable("event.key", "The record has no key");
        }
        var headerTenant = header(record.headers(), "ce_tenantid");
        var named = text(data, "tenant_id");
        if ((headerTenant != null && !headerTenant.equals(tenant.toString()))
                || (named != null && !named.equals(tenant.toString()))) {
            throw new Unusable("event.tenant-disagrees", "Header, key and payload do not name one tenant");
        }
        var subject = attribute(record, structured, "subject");
        if (subject != null && !subject.equals(event.subject().toString())) {
            throw new Unusable("event.subject-disagrees", "The subject is not the payload's");
        }
    }

    private <T extends Event> T convert(JsonNode data, Class<T> type) {
        try {
            T event = json.forType(type).readValue(data);
            UUID subject = event.subject();
            if (subject == null) {
                throw new Unusable("event.data", "The event does not name its subject");
            }
            return event;
        } catch (IOException e) {
            throw new Unusable("event.data", "The payload is not of the event's type");
        }
    }

    private JsonNode structured(ConsumerRecord<byte[], byte[]> record) {
        return parse(record.value());
    }

    private JsonNode parse(byte @Nullable [] bytes) {
        try {
            var node = bytes == null ? null : json.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw new Unusable("event.json", "The record is not a JSON object");
            }
            return node;
        } catch (IOException e) {
            throw new Unusable("event.json", "The record is not JSON");
        }
    }

    private static TenantId tenant(@Nullable String text) {
        try {
            if (text != null) {
                return TenantId.of(text);
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new Unusable("event.tenant", "The event names no tenant");
    }

    private static Instant time(@Nullable String text) {
        try {
            return text == null ? Instant.now() : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Unusable("event.time", "The event's time is not RFC 3339");
        }
    }

    private static String bounded(@Nullable String text, String code) {
        if (text == null || text.isBlank() || text.length() > 200 || text.indexOf('\0') >= 0) {
            throw new Unusable(code, "A required attribute is missing or longer than 200 characters");
        }
        return text;
    }

    private static @Nullable String attribute(
            ConsumerRecord<byte[], byte[]> record, @Nullable JsonNode structured, String name) {
        return structured != null ? text(structured, name) : header(record.headers(), "ce_" + name);
    }

    private static boolean isStructured(Headers headers) {
        var contentType = header(headers, "content-type");
        return contentType != null && contentType.startsWith("application/cloudevents+json");
    }

    private static @Nullable String text(JsonNode node, String name) {
        var value = node.get(name);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    static @Nullable String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
