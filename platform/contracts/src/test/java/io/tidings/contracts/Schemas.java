package io.tidings.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON Schemas of the events, compiled as a consumer would with the defaults of 2020-12: {@code format} is a mere
 * annotation there, so whatever is refused here is refused by every validator.
 */
final class Schemas {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<Class<? extends Event>, Schema> COMPILED = new ConcurrentHashMap<>();

    private Schemas() {}

    static JsonNode of(Class<? extends Event> type) {
        return Wire.read(folder("/schemas").resolve(EventTypes.nameOf(type) + ".json"));
    }

    static List<Error> errors(Class<? extends Event> type, JsonNode event) {
        return COMPILED.computeIfAbsent(type, t -> REGISTRY.getSchema(of(t))).validate(event);
    }

    /** What the dialect itself has to say about a schema. */
    static List<Error> errorsOfSchema(JsonNode schema) {
        return REGISTRY.getSchema(SchemaLocation.of(DIALECT)).validate(schema);
    }

    /** Follows a reference into {@code $defs}; anything else is returned as it is. */
    static JsonNode resolve(JsonNode root, JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
    }

    static Path folder(String classPath) {
        try {
            return Path.of(Objects.requireNonNull(Schemas.class.getResource(classPath), classPath)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<String> fileNames(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
