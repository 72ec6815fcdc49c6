package io.tidings.messaging.template.domain;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * What a message brings for one button of its template.
 *
 * @param index which one, from 0
 * @param type url, copy_code or quick_reply: what the caller takes it for
 * @param value what the url ends with, the code to copy, or what comes back when it is pressed
 */
public record ButtonValue(int index, String type, String value) {
    // Meta's pages say 15 and 20 characters: 15 are taken by both.
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,15}");
    private static final Pattern URL_END = Pattern.compile("[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]{1,1900}");
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int LONGEST_PAYLOAD = 128;

    /** Refuses what the provider would ({@code template.parameter-form}). */
    public ButtonValue {
        var fits = switch (type) {
            case TemplateButton.URL -> isUrlEnd(value);
            case TemplateButton.COPY_CODE -> isCode(value);
            default ->
                !value.isBlank()
                        && value.codePointCount(0, value.length()) <= LONGEST_PAYLOAD
                        && value.codePoints().noneMatch(Character::isISOControl);
        };
        if (!fits) {
            throw new Template.BadParameter(path(index));
        }
    }

    /** How problems name a button. */
    static String path(int index) {
        return "buttons[" + index + "]";
    }

    String path() {
        return path(index);
    }

    /** Characters of an address (RFC 3986); all others percent-encoded. */
    static boolean isUrlEnd(@Nullable String text) {
        // in two steps: a group that is repeated so often would exhaust the stack
        return text != null
                && URL_END.matcher(text).matches()
                && !LONE_PERCENT.matcher(text).find();
    }

    static boolean isCode(@Nullable String text) {
        return text != null && CODE.matcher(text).matches();
    }
}
