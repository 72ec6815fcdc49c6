package io.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class SchemaMatchesRecordTest {
    static final List<Class<? extends Event>> EVENTS = EventTypes.ALL;

    /** JSON type and format of each Java type a component may have. */
    private static final Map<Class<?>, List<String>> TYPES = Map.of(
            String.class, List.of("string", ""),
            UUID.class, List.of("string", "uuid"),
            Instant.class, List.of("string", "date-time"),
            LocalDate.class, List.of("string", "date"),
            long.class, List.of("integer", ""),
            int.class, List.of("integer", ""),
            boolean.class, List.of("boolean", ""),
            List.class, List.of("array", ""),
            Map.class, List.of("object", ""));

    @Test
    void there_is_a_schema_for_each_event_and_for_nothing_else() {
        assertThat(Schemas.fileNames(Schemas.folder("/schemas")))
                .containsExactlyInAnyOrderElementsOf(EVENTS.stream()
                        .map(type -> EventTypes.nameOf(type) + ".json")
                        .toList());
        assertThat(EVENTS)
                .allSatisfy(type ->
                        assertThat(type.getResource(EventTypes.schemaOf(type))).isNotNull());
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void a_schema_is_a_valid_one_of_2020_12_and_says_what_it_describes(Class<? extends Event> type) {
        var schema = Schemas.of(type);

        assertThat(Schemas.errorsOfSchema(schema)).isEmpty();
        assertThat(schema.path("$schema").textValue()).isEqualTo(Schemas.DIALECT);
        assertThat(schema.path("$id").textValue())
                .isEqualTo("https://tidings.dev/schemas/" + EventTypes.nameOf(type) + ".json");
        assertThat(schema.path("title").textValue()).isEqualTo(type.getSimpleName());
        assertThat(schema.path("description").textValue()).isNotBlank();
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void properties_types_and_required_are_those_of_the_record(Class<? extends Event> type) {
        assertMatches(Schemas.of(type), Schemas.of(type), type);
    }

    @Test
    void a_property_has_the_same_limits_wherever_it_stands() {
        var limits = new HashMap<String, Set<JsonNode>>();
        for (var type : EVENTS) {
            Schemas.of(type)
                    .findValues("properties")
                    .forEach(properties -> properties
                            .properties()
                            .forEach(p -> limits.computeIfAbsent(p.getKey(), name -> new HashSet<>())
                                    .add(limitsOf(p.getValue()))));
        }

        assertThat(limits)
                .allSatisfy((name, variants) -> assertThat(variants).as(name).hasSize(1));
    }

    private static void assertMatches(JsonNode root, JsonNode schema, Class<?> type) {
        var components = RecordShape.components(type);
        assertThat(schema.path("type").textValue()).isEqualTo("object");
        assertThat(schema.path("additionalProperties"))
                .as("open to later releases")
                .isEqualTo(BooleanNode.TRUE);
        assertThat(names(schema.path("properties")))
                .containsExactlyElementsOf(components.stream().map(Wire::nameOf).toList());
        assertThat(texts(schema.path("required")))
                .containsExactlyElementsOf(components.stream()
                        .filter(c -> !RecordShape.nullable(c))
                        .map(Wire::nameOf)
                        .toList());
        components.forEach(c -> assertMatches(root, schema.path("properties").path(Wire.nameOf(c)), c));
    }

    private static Class<?> primitive(Class<?> type) {
        return MethodType.methodType(type).unwrap().returnType();
    }

    private static void assertMatches(JsonNode root, JsonNode property, RecordComponent component) {
        var name = Wire.nameOf(component);
        assertThat(property.path("description").textValue()).as(name).isNotBlank();
        if (component.getType().isRecord()) {
            assertMatches(root, Schemas.resolve(root, property), component.getType());
            return;
        }
        var expected = new ArrayList<>(
                List.of(TYPES.get(primitive(component.getType())).getFirst()));
        if (RecordShape.nullable(component)) {
            expected.add("null");
        }
        assertThat(typesOf(property)).as(name).isEqualTo(expected);
        assertThat(property.path("format").asText(""))
                .as(name)
                .isEqualTo(TYPES.get(primitive(component.getType())).getLast());
        if (RecordShape.nestedRecord(component).isRecord()) {
            assertMatches(root, Schemas.resolve(root, property.path("items")), RecordShape.nestedRecord(component));
        }
    }

    /** A property without its description and without leave to be null: both depend on where it stands. */
    private static JsonNode limitsOf(JsonNode property) {
        var limits = ((ObjectNode) property.deepCopy()).without("description");
        var nonNull = typesOf(property).getFirst();
        if (!property.has("$ref")) {
            ((ObjectNode) limits).put("type", nonNull);
        }
        if (limits.path("enum") instanceof ArrayNode values) {
            values.removeIf(JsonNode::isNull);
        }
        return limits;
    }

    private static List<String> typesOf(JsonNode property) {
        return property.path("type").isArray()
                ? texts(property.path("type"))
                : List.of(property.path("type").asText());
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::textValue).toList();
    }
}
