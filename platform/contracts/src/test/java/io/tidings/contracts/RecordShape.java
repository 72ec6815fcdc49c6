package io.tidings.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** What the records say about themselves: the side of the contract that the compiler keeps. */
final class RecordShape {
    private RecordShape() {}

    static List<RecordComponent> components(Class<?> type) {
        return List.of(type.getRecordComponents());
    }

    static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** The record inside a component: its own type or its elements' type; void when it is a plain value. */
    static Class<?> nestedRecord(RecordComponent component) {
        if (component.getType().isRecord()) {
            return component.getType();
        }
        return component.getGenericType() instanceof ParameterizedType generic
                        && generic.getActualTypeArguments()[0] instanceof Class<?> element
                        && element.isRecord()
                ? element
                : void.class;
    }

    /** True when a component, or one of a record inside, may be null. */
    static boolean anyNullable(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(c -> nullable(c) || (nestedRecord(c).isRecord() && anyNullable(nestedRecord(c))));
    }

    /** How many values of a document may be null by its record; list elements count one by one. */
    static int nullableLeaves(Class<?> type, JsonNode json) {
        var count = 0;
        for (var component : components(type)) {
            var value = json.path(Wire.nameOf(component));
            var nested = nestedRecord(component);
            if (nullable(component)) {
                count++;
            } else if (nested.isRecord() && value.isArray()) {
                for (var element : value) {
                    count += nullableLeaves(nested, element);
                }
            } else if (nested.isRecord()) {
                count += nullableLeaves(nested, value);
            }
        }
        return count;
    }
}
