package io.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Values that must be refused because of what a component is, whatever its schema says: finds the limit nobody wrote. */
class HostileValuesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<Class<?>, List<String>> BAD_TEXTS = Map.of(
            UUID.class,
                    List.of(
                            "",
                            "42",
                            "019aa6e25f087d63b04e71a9c3f58e2d",
                            "{019aa6e2-5f08-7d63-b04e-71a9c3f58e2d}",
                            "019aa6e2-5f08-7d63-b04e-71a9c3f58e2d\n",
                            "AZqm4l8IfWOwTnGpw/WOLQ=="),
            Instant.class,
                    List.of(
                            "",
                            "yesterday",
                            "2026-11-22",
                            "2026-11-22T10:00:00",
                            "2026-11-22 10:00:00Z",
                            "2026-11-22T24:00:00Z",
                            "2026-13-01T00:00:00Z",
                            "+12026-11-22T10:00:00Z",
                            "1763805600"),
            LocalDate.class,
                    List.of(
                            "",
                            "22.11.2026",
                            "2026-13-01",
                            "2026-11-32",
                            "2026-11-22T00:00:00Z",
                            "0026-11-22",
                            "2026-11-22\n"));
    private static final List<String> BAD_PHONES = List.of(
            "",
            "612345678",
            "+0612345678",
            "0034612345678",
            "+34 612 345 678",
            "+12345",
            "+1234567890123456",
            "+34612345678\n",
            "tel:+34612345678",
            "+٣٤٦١٢٣٤٥٦٧٨");
    private static final List<String> BAD_CURRENCIES = List.of("", "eur", "EU", "EURO", "€", "978", "EUR\n");
    private static final List<String> BAD_URLS =
            List.of("", "www.seur.com", "javascript:alert(1)", "ftp://seur.com/1", "https://", "https://seur.com/a b");

    /** One bad value in one place of an event. */
    record Bad(Class<? extends Event> type, String at, JsonNode value) {
        @Override
        public String toString() {
            var text = value.toString();
            return type.getSimpleName() + " " + at + ": "
                    + (text.length() > 60 ? "long " + text.substring(0, 10) : text);
        }
    }

    static Stream<Bad> badValues() {
        return EventTypes.ALL.stream().flatMap(type -> inside(type, type, ""));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void a_bad_value_is_refused(Bad bad) {
        var event = Violation.replaced(Golden.full(bad.type()), bad.at(), old -> bad.value());

        assertThat(Schemas.errors(bad.type(), event)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("required")
    void what_a_record_needs_may_neither_be_absent_nor_null(Bad place) {
        var parent = place.at().substring(0, place.at().lastIndexOf('/'));
        var name = place.at().substring(parent.length() + 1);
        var event = Violation.replaced(Golden.full(place.type()), parent, old -> Violation.without(old, name));

        assertThat(Schemas.errors(place.type(), event)).isNotEmpty();
    }

    static Stream<Bad> required() {
        return badValues().filter(bad -> bad.value().isNull());
    }

    private static Stream<Bad> inside(Class<? extends Event> event, Class<?> record, String at) {
        return RecordShape.components(record).stream().flatMap(c -> of(event, c, at + "/" + Wire.nameOf(c)));
    }

    private static Stream<Bad> of(Class<? extends Event> event, RecordComponent component, String at) {
        var values = new ArrayList<JsonNode>();
        var nested = RecordShape.nestedRecord(component);
        if (!RecordShape.nullable(component)) {
            values.add(JSON.nullNode());
        }
        values.addAll(bad(component.getType(), Wire.nameOf(component)));
        if (component.getType() == List.class) {
            values.add(Violation.repeated(Golden.full(event).at(at + "/0"), 501));
        }
        if (Wire.nameOf(component).equals("lines")) {
            values.add(JSON.arrayNode());
        }
        if (component.getType() == Map.class) {
            values.add(Violation.crowded(501));
        }
        var here = values.stream().map(value -> new Bad(event, at, value));
        if (component.getType() == List.class && !nested.isRecord()) {
            return Stream.concat(
                    here,
                    bad(String.class, Wire.nameOf(component)).stream().map(value -> new Bad(event, at + "/0", value)));
        }
        if (component.getType() == Map.class) {
            return Stream.concat(
                    here,
                    Stream.of(
                                    JSON.numberNode(7),
                                    JSON.nullNode(),
                                    JSON.objectNode(),
                                    JSON.textNode("\u0000"),
                                    JSON.textNode("x".repeat(10_000)))
                            .map(value -> new Bad(event, at, JSON.objectNode().set("name", value))));
        }
        return nested.isRecord()
                ? Stream.concat(here, inside(event, nested, component.getType() == List.class ? at + "/0" : at))
                : here;
    }

    private static List<JsonNode> bad(Class<?> type, String name) {
        if (type == String.class) {
            return Stream.<JsonNode>concat(
                            Stream.of(
                                    JSON.numberNode(7),
                                    JSON.booleanNode(true),
                                    JSON.objectNode(),
                                    JSON.arrayNode(),
                                    JSON.textNode("x".repeat(10_000)),
                                    JSON.textNode("\u0000"),
                                    JSON.textNode("a\u0000b")),
                            badTexts(name).stream().map(JSON::textNode))
                    .toList();
        }
        if (BAD_TEXTS.containsKey(type)) {
            return Stream.<JsonNode>concat(
                            Stream.of(JSON.numberNode(1763805600), JSON.arrayNode()),
                            BAD_TEXTS.get(type).stream().map(JSON::textNode))
                    .toList();
        }
        if (type == boolean.class) {
            return List.of(JSON.textNode("true"), JSON.numberNode(1));
        }
        if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
            return List.of(
                    JSON.numberNode(-1),
                    JSON.numberNode(1.5),
                    JSON.textNode("1"),
                    JSON.numberNode(new BigInteger("9223372036854775808")));
        }
        if (type == List.class) {
            return List.of(
                    JSON.objectNode(), JSON.textNode("a,b"), JSON.arrayNode().addNull());
        }
        if (type == Map.class || type.isRecord()) {
            return List.of(JSON.arrayNode(), JSON.textNode("x"), JSON.numberNode(7));
        }
        throw new AssertionError("No hostile values for a component of " + type);
    }

    private static List<String> badTexts(String name) {
        return switch (name) {
            case "phone", "packer_phones" -> BAD_PHONES;
            case "currency" -> BAD_CURRENCIES;
            case "tracking_url" -> BAD_URLS;
            case "plan",
                    "previous_plan",
                    "role",
                    "quota",
                    "mode",
                    "scope",
                    "source",
                    "purpose",
                    "reminder_type",
                    "external_platform" -> List.of("", "other", "LIVE");
            case "slug" -> List.of("ab", "Casa", "casa.lola", "casa_lola");
            case "permissions" -> List.of("", "orders", "orders:", "**", "orders:write ");
            case "order_number", "invoice_number", "intent_key", "name", "product_name" -> List.of("");
            default -> List.of();
        };
    }
}
