package io.tidings.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.curiousoddman.rgxgen.RgxGen;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes bodies of their schemas. A property's own example comes first, then what its name means everywhere in the suite (a phone,
 * a currency), then whatever its bounds and pattern allow. What it cannot make it says: {@link Unfillable}.
 */
final class BodyFiller {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern ALTERNATIVES = Pattern.compile("[\\w.-]+(\\|[\\w.-]+)+");
    private static final AtomicLong FRESH = new AtomicLong(System.currentTimeMillis());
    private static final int DEEPEST = 12;

    /** Meanings that no schema tells; by the end of the property's name, the longest first. */
    private static final Map<String, Supplier<String>> MEANINGS = Map.ofEntries(
            Map.entry("phone", World::phone),
            Map.entry("phones", World::phone),
            Map.entry("currency", () -> "EUR"),
            Map.entry("time_zone", () -> "Europe/Madrid"),
            Map.entry("zone", () -> "Europe/Madrid"),
            Map.entry("locale", () -> "en"),
            Map.entry("language", () -> "en"),
            Map.entry("email", () -> "walk" + FRESH.incrementAndGet() + "@example.com"),
            Map.entry("countries", () -> "ES"),
            Map.entry("color", () -> "#112233"),
            Map.entry("url", () -> "https://example.com/walk"),
            Map.entry("start", () -> "22:00"),
            Map.entry("end", () -> "07:00"),
            Map.entry("plan", () -> "pro"),
            Map.entry("role", () -> "member"),
            Map.entry("mode", () -> "live"),
            Map.entry("domain", () -> "walk" + FRESH.incrementAndGet() + ".example.com"),
            Map.entry("slug", () -> "walk-" + FRESH.incrementAndGet()),
            Map.entry("networks", () -> "127.0.0.0/8"),
            Map.entry("permissions", () -> "orders:read"),
            Map.entry("number", () -> Long.toString(FRESH.incrementAndGet())));

    private final JsonNode document;
    private final String marker;
    private final Random random = new Random(7);

    /** @param marker begins every text that may be anything */
    BodyFiller(JsonNode document, String marker) {
        this.document = document;
        this.marker = marker;
    }

    /** A schema asks for what nobody taught this class to make. */
    static final class Unfillable extends AssertionError {
        Unfillable(String where, JsonNode schema) {
            super("Cannot fill " + where + " of schema " + schema
                    + ": give the property an example in its @Schema, or teach BodyFiller what its name means");
        }
    }

    /** Places for ids in the bodies of a schema, as JSON pointers; elements of arrays are number 0. */
    List<String> idPlaces(JsonNode schema) {
        var places = new ArrayList<String>();
        collect(schema, "", "", places, 0);
        return places;
    }

    private void collect(JsonNode given, String name, String pointer, List<String> places, int depth) {
        var schema = resolved(given);
        if (depth > DEEPEST) {
            return;
        }
        if (schema.has("properties")) {
            schema.path("properties")
                    .properties()
                    .forEach(each ->
                            collect(each.getValue(), each.getKey(), pointer + "/" + each.getKey(), places, depth + 1));
        } else if (isType(schema, "array")) {
            collect(schema.path("items"), name.replaceAll("s$", ""), pointer + "/0", places, depth + 1);
        } else if (isType(schema, "string") && isId(name, schema)) {
            places.add(pointer);
        }
    }

    private static boolean isId(String name, JsonNode schema) {
        return schema.path("format").asText().equals("uuid") || name.equals("id") || name.endsWith("_id");
    }

    /**
     * A body.
     *
     * @param isWhole with all that may be there, else with what must be and what leads to an id in {@code ids}
     * @param ids what stands at which place; null for places to leave empty when they may be
     */
    JsonNode fill(JsonNode schema, boolean isWhole, Function<String, @Nullable String> ids) {
        return fill(schema, "", "", isWhole, ids, 0);
    }

    private JsonNode fill(
            JsonNode given,
            String name,
            String pointer,
            boolean isWhole,
            Function<String, @Nullable String> ids,
            int depth) {
        var schema = resolved(given);
        if (depth > DEEPEST) {
            throw new Unfillable(pointer, given);
        }
        if (schema.has("properties") || isType(schema, "object")) {
            return object(schema, pointer, isWhole, ids, depth);
        }
        if (isType(schema, "array")) {
            return NODES.arrayNode().add(fill(schema.path("items"), name, pointer + "/0", isWhole, ids, depth + 1));
        }
        var id = ids.apply(pointer);
        if (id != null) {
            return NODES.textNode(id);
        }
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.path("enum").has(0)) {
            return schema.path("enum").path(0);
        }
        return scalar(schema, name, pointer);
    }

    private JsonNode object(
            JsonNode schema, String pointer, boolean isWhole, Function<String, @Nullable String> ids, int depth) {
        var object = NODES.objectNode();
        var required = new TreeSet<String>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        schema.path("properties").properties().forEach(each -> {
            var place = pointer + "/" + each.getKey();
            var places = new ArrayList<String>();
            collect(each.getValue(), each.getKey(), place, places, depth + 1);
            boolean leadsToId = places.stream().anyMatch(one -> ids.apply(one) != null);
            if (isWhole || leadsToId || required.contains(each.getKey())) {
                object.set(each.getKey(), fill(each.getValue(), each.getKey(), place, isWhole, ids, depth + 1));
            }
        });
        return object;
    }

    private JsonNode scalar(JsonNode schema, String name, String pointer) {
        if (isType(schema, "boolean")) {
            return NODES.booleanNode(true);
        }
        if (isType(schema, "integer") || isType(schema, "number")) {
            long least = schema.path("minimum").asLong(1);
            return NODES.numberNode(Math.min(schema.path("maximum").asLong(Long.MAX_VALUE), Math.max(1, least)));
        }
        if (isType(schema, "string")) {
            return NODES.textNode(text(schema, name, pointer));
        }
        throw new Unfillable(pointer, schema);
    }

    private String text(JsonNode schema, String name, String pointer) {
        switch (schema.path("format").asText()) {
            case "uuid":
                return java.util.UUID.randomUUID().toString();
            case "date":
                return LocalDate.now().plusDays(30).toString();
            case "date-time":
                return Instant.now()
                        .plus(30, ChronoUnit.DAYS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
            default:
                break;
        }
        var pattern = schema.path("pattern").asText("");
        if (ALTERNATIVES.matcher(pattern).matches()) {
            return pattern.substring(0, pattern.indexOf('|'));
        }
        var fresh = FRESH.incrementAndGet();
        return Stream.concat(
                        meaning(name).stream(),
                        Stream.of(marker + "-" + fresh, marker, Long.toString(fresh), generated(pattern)))
                .filter(each -> fits(each, schema, pattern))
                .findFirst()
                .orElseThrow(() -> new Unfillable(pointer, schema));
    }

    private static List<String> meaning(String name) {
        return MEANINGS.entrySet().stream()
                .filter(each -> name.equals(each.getKey()) || name.endsWith("_" + each.getKey()))
                .sorted((one, other) -> other.getKey().length() - one.getKey().length())
                .map(each -> each.getValue().get())
                .toList();
    }

    private String generated(String pattern) {
        try {
            return pattern.isEmpty() ? "" : RgxGen.parse(pattern).generate(random);
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** A pattern of one character class stands for "not blank". */
    private static boolean fits(String text, JsonNode schema, String pattern) {
        return text.length() >= schema.path("minLength").asInt(1)
                && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && (pattern.isEmpty()
                        || pattern.equals("\\S")
                        || Pattern.compile(pattern).matcher(text).matches());
    }

    private static boolean isType(JsonNode schema, String type) {
        var types = schema.path("type");
        return types.asText().equals(type)
                || types.isArray()
                        && Stream.of(types.elements()).anyMatch(all -> {
                            while (all.hasNext()) {
                                if (all.next().asText().equals(type)) {
                                    return true;
                                }
                            }
                            return false;
                        });
    }

    /** Follows references, and takes the first of alternatives that is not null. */
    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.path("$ref").asText().substring(1)));
        }
        for (var combination : List.of("allOf", "oneOf", "anyOf")) {
            for (var each : schema.path(combination)) {
                if (!each.path("type").asText().equals("null")) {
                    return resolved(each);
                }
            }
        }
        return schema;
    }
}
