package io.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.contracts.commerce.OrderShipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class GoldenFilesTest {
    static final List<Class<? extends Event>> EVENTS = EventTypes.ALL;

    @ParameterizedTest
    @MethodSource("io.tidings.contracts.Golden#ofAllReleases")
    void an_event_of_any_release_is_valid_and_parses_today(Golden golden) {
        assertThat(Schemas.errors(golden.type(), golden.json())).isEmpty();
        assertThat(Wire.parse(golden.json(), golden.type()).subject()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("io.tidings.contracts.Golden#ofAllReleases")
    void nothing_an_event_of_any_release_said_is_lost(Golden golden) {
        var written = Wire.write(Wire.parse(golden.json(), golden.type()));

        assertThat(keepsAll(golden.json(), written))
                .as("%s in %s", golden.json(), written)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.tidings.contracts.Golden#ofNewest")
    void an_event_of_this_release_is_written_as_it_was_read(Golden golden) {
        assertThat(Wire.write(Wire.parse(golden.json(), golden.type()))).isEqualTo(golden.json());
    }

    @ParameterizedTest
    @MethodSource("io.tidings.contracts.Golden#ofAllReleases")
    void what_may_be_null_may_be_left_out(Golden golden) {
        var shorter = Golden.withoutNulls(golden.json());

        assertThat(Schemas.errors(golden.type(), shorter)).isEmpty();
        assertThat(Wire.parse(shorter, golden.type())).isEqualTo(Wire.parse(golden.json(), golden.type()));
    }

    @ParameterizedTest
    @MethodSource("io.tidings.contracts.Golden#ofNewest")
    void an_event_of_a_later_release_with_one_more_property_is_still_understood(Golden golden) {
        var later = ((ObjectNode) golden.json()).put("added_later", "news");

        assertThat(Schemas.errors(golden.type(), later)).isEmpty();
        assertThat(Wire.parse(later, golden.type())).isEqualTo(Wire.parse(golden.json(), golden.type()));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void every_event_has_a_full_golden_file_and_a_sparse_one_if_anything_may_be_null(Class<? extends Event> type) {
        var files = Golden.ofNewest().filter(golden -> golden.type() == type).toList();
        var sparse = files.stream().filter(Golden::sparse).toList();

        assertThat(files).hasSize(1 + sparse.size());
        assertThat(nulls(Golden.full(type))).as("nulls in the full one").isZero();
        assertThat(sparse).hasSize(RecordShape.anyNullable(type) ? 1 : 0);
        assertThat(sparse)
                .allSatisfy(golden -> assertThat(nulls(golden.json()))
                        .as("nulls in the sparse one")
                        .isEqualTo(RecordShape.nullableLeaves(type, golden.json())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T11:30:00+02:00", "2026-11-22T09:30:00.000000Z", "2026-11-22T09:30:00-00:00"})
    void an_instant_may_come_with_an_offset_and_leaves_as_utc(String shippedAt) {
        var event = ((ObjectNode) Golden.full(OrderShipped.class)).put("shipped_at", shippedAt);

        assertThat(Schemas.errors(OrderShipped.class, event)).isEmpty();
        assertThat(Wire.write(Wire.parse(event, OrderShipped.class))
                        .path("shipped_at")
                        .textValue())
                .isEqualTo("2026-11-22T09:30:00Z");
    }

    @Test
    void a_day_that_does_not_exist_passes_the_pattern_but_not_the_record() {
        var type = InvoiceOverdue.class;
        var event = ((ObjectNode) Golden.full(type)).put("due_date", "2026-02-30");

        assertThat(Schemas.errors(type, event)).isEmpty();
        assertThatThrownBy(() -> Wire.parse(event, type)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean keepsAll(JsonNode before, JsonNode after) {
        if (before.isContainerNode() && before.size() <= after.size() && before.getNodeType() == after.getNodeType()) {
            return before.isArray()
                    ? before.size() == after.size() && allElementsKept(before, after)
                    : before.properties().stream().allMatch(p -> keepsAll(p.getValue(), after.path(p.getKey())));
        }
        return before.equals(after);
    }

    private static boolean allElementsKept(JsonNode before, JsonNode after) {
        for (var i = 0; i < before.size(); i++) {
            if (!keepsAll(before.get(i), after.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nulls(JsonNode node) {
        var count = node.isNull() ? 1 : 0;
        for (var child : node) {
            count += nulls(child);
        }
        return count;
    }
}
