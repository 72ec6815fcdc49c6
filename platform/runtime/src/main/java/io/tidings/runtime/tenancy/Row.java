package io.tidings.runtime.tenancy;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** One row of an {@link Sql} answer, read by column position from 0. */
public final class Row {
    private final Object[] values;

    Row(Object[] values) {
        this.values = values;
    }

    /** How an instant goes into a statement. */
    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** As {@link #at}, null for null. */
    public static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    public @Nullable Object value(int column) {
        return values[column];
    }

    public boolean isNull(int column) {
        return values[column] == null;
    }

    public UUID uuid(int column) {
        return (UUID) required(column);
    }

    public @Nullable UUID uuidOrNull(int column) {
        return (UUID) values[column];
    }

    public String string(int column) {
        return required(column).toString();
    }

    public @Nullable String stringOrNull(int column) {
        return values[column] == null ? null : values[column].toString();
    }

    public int integer(int column) {
        return ((Number) required(column)).intValue();
    }

    public long number(int column) {
        return ((Number) required(column)).longValue();
    }

    public boolean bool(int column) {
        return (Boolean) required(column);
    }

    public Instant instant(int column) {
        return ((OffsetDateTime) required(column)).toInstant();
    }

    public @Nullable Instant instantOrNull(int column) {
        return values[column] == null ? null : instant(column);
    }

    public LocalDate date(int column) {
        return (LocalDate) required(column);
    }

    /** A text array. */
    public List<String> strings(int column) {
        return List.of((String[]) required(column));
    }

    private Object required(int column) {
        return Objects.requireNonNull(values[column], "column is null");
    }
}
