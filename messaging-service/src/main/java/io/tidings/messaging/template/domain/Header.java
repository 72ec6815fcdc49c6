package io.tidings.messaging.template.domain;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands above a template's body (Meta's template components).
 *
 * @param text of a text header, with one place at most; null for the others
 * @param example what the provider's reviewers see: a value for the text's place, or the handle of a file that was uploaded
 *     to Meta ({@code header_handle}); null where there is nothing to fill
 */
public record Header(
        Format format, @Nullable String text, @Nullable String example) {
    static final int LONGEST_TEXT = 60;

    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern HANDLE = Pattern.compile("(?!https?:)\\S{1,4000}");

    /** What it is made of. */
    public enum Format {
        TEXT,
        IMAGE,
        VIDEO,
        DOCUMENT,
        LOCATION;

        /** As stored, shown by the API and sent. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The format of this wire name; fails on any other text. */
        public static Format of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** What stands between the braces of its place; null when it has none. */
    public @Nullable String place() {
        if (text == null) {
            return null;
        }
        var place = PLACE.matcher(text);
        return place.find() ? place.group(1) : null;
    }

    /** True when a message must bring something for it. */
    public boolean wantsValue() {
        return format != Format.TEXT || place() != null;
    }

    /** What the person reads; a value for its place, null where there is none. */
    public String render(@Nullable String value) {
        var source = text == null ? "" : text;
        return value == null ? source : PLACE.matcher(source).replaceFirst(Matcher.quoteReplacement(value));
    }

    boolean isUsable() {
        return switch (format) {
            case TEXT -> isLine() && (place() == null ? example == null : example != null && !example.isBlank());
            case IMAGE, VIDEO, DOCUMENT ->
                text == null && example != null && HANDLE.matcher(example).matches();
            case LOCATION -> text == null && example == null;
        };
    }

    private boolean isLine() {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST_TEXT
                && text.lines().count() == 1
                && !PLACE.matcher(text).replaceFirst("").matches(".*(\\{\\{|}}).*");
    }
}
