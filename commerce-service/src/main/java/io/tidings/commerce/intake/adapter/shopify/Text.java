package io.tidings.commerce.intake.adapter.shopify;

import org.jspecify.annotations.Nullable;

/** Texts of a shop made to fit ours. */
final class Text {
    private static final int LONGEST_URL = 2000;

    private Text() {}

    /** Null for what is blank. */
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static String orElse(@Nullable String text, @Nullable String otherwise) {
        return text != null && !text.isBlank() ? text : otherwise == null ? "" : otherwise;
    }

    /** Without space around it and no longer than {@code most}, never through the middle of a character; null for what is blank. */
    static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var stripped = text.strip();
        if (stripped.length() <= most) {
            return stripped;
        }
        var end = Character.isHighSurrogate(stripped.charAt(most - 1)) ? most - 1 : most;
        return stripped.substring(0, end);
    }

    /** An http address a customer may be sent to, or null. */
    static @Nullable String url(@Nullable String text) {
        return text != null && text.length() <= LONGEST_URL && text.matches("https?://[^\\s\\p{Cntrl}]+") ? text : null;
    }
}
