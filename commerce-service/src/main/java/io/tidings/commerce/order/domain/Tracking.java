package io.tidings.commerce.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a parcel can be followed. At least one part is known.
 *
 * @param carrier who carries it
 * @param number what the carrier calls it
 * @param url page that follows it, http or https
 */
public record Tracking(
        @Nullable String carrier,
        @Nullable String number,
        @Nullable String url) {

    /** Null when no part is known. */
    public static @Nullable Tracking ofNullable(
            @Nullable String carrier, @Nullable String number, @Nullable String url) {
        return carrier == null && number == null && url == null ? null : new Tracking(carrier, number, url);
    }
}
