package io.tidings.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A document that is one step from valid: it breaks one limit of a schema in one place.
 *
 * @param type the event
 * @param at JSON pointer of the broken place
 * @param keyword the limit that must complain
 * @param document the golden file with that one change
 */
record Violation(Class<? extends Event> type, String at, String keyword, JsonNode document) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, JsonNode> SAMPLES = Map.of(
            "null", JSON.nullNode(),
            "boolean", JSON.booleanNode(true),
            "integer", JSON.numberNode(7),
            "number", JSON.numberNode(7.5),
            "string", JSON.textNode("seven"),
            "array", JSON.arrayNode(),
            "object", JSON.objectNode());

    /** Every limit of an event's schema broken once; a keyword this does not know how to break is an error. */
    static List<Violation> allOf(Class<? extends Event> type) {
        var found = new ArrayList<Violation>();
        new Walk(type, Schemas.of(type), Golden.full(type), found).into(Schemas.of(type), "");
        return found;
    }

    @Override
    public String toString() {
        var value = document.at(at).toString();
        return "%s %s %s: %s"
                .formatted(
                        type.getSimpleName(), at.isEmpty() ? "/" : at, keyword, value.length() > 60 ? "long" : value);
    }

    private record Walk(Class<? extends Event> type, JsonNode root, JsonNode golden, List<Violation> found) {

        void into(JsonNode reference, String at) {
            var schema = Schemas.resolve(root, reference);
            schema.properties().forEach(limit -> breakLimit(limit.getKey(), limit.getValue(), at));
        }

        private void breakLimit(String keyword, JsonNode limit, String at) {
            var value = golden.at(at);
            switch (keyword) {
                case "$schema", "$id", "$defs", "title", "description", "format" -> {} // no limits
                case "type" -> wrongTypes(limit).forEach(wrong -> add(keyword, at, wrong));
                case "required" -> limit.forEach(name -> add(keyword, at, without(value, name.textValue())));
                case "properties" -> limit.properties().forEach(p -> into(p.getValue(), at + "/" + p.getKey()));
                case "items" -> into(limit, at + "/0");
                case "enum" ->
                    List.of("no-such-value", value.textValue().toUpperCase(Locale.ROOT), "")
                            .forEach(wrong -> add(keyword, at, JSON.textNode(wrong)));
                case "pattern" -> add(keyword, at, JSON.textNode(value.textValue() + "\u0000"));
                case "minLength" -> add(keyword, at, JSON.textNode("x".repeat(limit.intValue() - 1)));
                case "maxLength" -> add(keyword, at, JSON.textNode("x".repeat(limit.intValue() + 1)));
                case "minimum" -> add(keyword, at, JSON.numberNode(limit.longValue() - 1));
                case "maximum" -> add(keyword, at, JSON.numberNode(limit.longValue() + 1));
                case "minItems" -> add(keyword, at, JSON.arrayNode());
                case "maxItems" -> add(keyword, at, repeated(value.get(0), limit.intValue() + 1));
                case "maxProperties" -> add(keyword, at, crowded(limit.intValue() + 1));
                case "propertyNames" -> add(keyword, at, JSON.objectNode().put("{% raw %}", "x"));
                case "additionalProperties" -> {
                    if (limit.isObject()) {
                        into(limit, at + "/" + value.fieldNames().next());
                    }
                }
                default -> throw new AssertionError("No violation known for " + keyword);
            }
        }

        private void add(String keyword, String at, JsonNode wrong) {
            found.add(new Violation(type, at, keyword, Violation.replaced(golden, at, old -> wrong)));
        }
    }

    /** A copy of a document with another value at a place that exists. */
    static JsonNode replaced(JsonNode document, String at, UnaryOperator<JsonNode> change) {
        if (at.isEmpty()) {
            return change.apply(document);
        }
        var copy = document.deepCopy();
        var name = at.substring(at.lastIndexOf('/') + 1);
        switch (copy.at(at.substring(0, at.lastIndexOf('/')))) {
            case ObjectNode object when object.has(name) -> object.set(name, change.apply(object.get(name)));
            case ArrayNode array
            when array.size() > Integer.parseInt(name) ->
                array.set(Integer.parseInt(name), change.apply(array.get(Integer.parseInt(name))));
            default -> throw new AssertionError("The golden file has nothing at " + at);
        }
        return copy;
    }

    static JsonNode without(JsonNode object, String name) {
        return ((ObjectNode) object.deepCopy()).without(name);
    }

    private static List<JsonNode> wrongTypes(JsonNode allowed) {
        var names = allowed.isArray()
                ? StreamSupport.stream(allowed.spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList()
                : List.of(allowed.textValue());
        return SAMPLES.entrySet().stream()
                .filter(sample -> !names.contains(sample.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    static JsonNode repeated(JsonNode element, int times) {
        var array = JSON.arrayNode();
        IntStream.range(0, times).forEach(i -> array.add(element));
        return array;
    }

    static JsonNode crowded(int properties) {
        var object = JSON.objectNode();
        IntStream.range(0, properties).forEach(i -> object.put("v" + i, "x"));
        return object;
    }
}
