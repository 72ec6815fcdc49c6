package io.tidings.runtime.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidings.contracts.Event;
import io.tidings.contracts.EventTypes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/** Checks payloads of outside producers against the published JSON Schema of their type. */
@Singleton
class SchemaCheck {
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<Class<?>, Schema> schemas = new ConcurrentHashMap<>();

    /** Refuses with {@code event.schema}; which property is wrong stays here, because it may quote the payload. */
    void check(Class<? extends Event> type, JsonNode data) {
        var errors = schemas.computeIfAbsent(type, t -> load(type)).validate(data.toString(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new Unusable("event.schema", "The payload does not match the schema of its type");
        }
    }

    private Schema load(Class<? extends Event> type) {
        try (var file = EventTypes.class.getResourceAsStream(EventTypes.schemaOf(type))) {
            if (file == null) {
                throw new IllegalStateException("No schema for " + type.getSimpleName());
            }
            return registry.getSchema(file, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
