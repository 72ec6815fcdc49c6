package io.tidings.messaging.template.domain;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * A button below a template (Meta's template components).
 *
 * @param type quick_reply, url, phone_number or copy_code
 * @param text its label; null for copy_code, which WhatsApp labels itself
 * @param value where a url or phone_number leads; a url may end with {@code {{1}}}, which each message fills
 * @param example for the provider's reviewers: what such a url may end with, or a code to copy; null for the others
 */
public record TemplateButton(
        String type,
        @Nullable String text,
        @Nullable String value,
        @Nullable String example) {
    public static final String QUICK_REPLY = "quick_reply";
    public static final String URL = "url";
    public static final String COPY_CODE = "copy_code";

    private static final String PLACE = "{{1}}";
    private static final int LONGEST_LABEL = 25;
    // The host is the template's own: no message can lead elsewhere.
    private static final Pattern OPEN_URL = Pattern.compile("https://[^\\s{}/?#]+[/?#][^\\s{}]{0,1900}\\{\\{1}}");

    /** True when a message must bring a value for it; for a quick reply it may. */
    public boolean wantsValue() {
        return type.equals(COPY_CODE) || (type.equals(URL) && value != null && value.endsWith(PLACE));
    }

    /** True when a message can bring a value for it. */
    boolean takesValue() {
        return wantsValue() || type.equals(QUICK_REPLY);
    }

    /** Where it leads with this value at its end; null when it leads nowhere. */
    public @Nullable String target(@Nullable String end) {
        return value == null || end == null || !wantsValue()
                ? value
                : value.substring(0, value.length() - PLACE.length()) + end;
    }

    boolean isUsable() {
        return switch (type) {
            case QUICK_REPLY -> isLabelled() && value == null && example == null;
            case URL ->
                isLabelled()
                        && value != null
                        && (wantsValue()
                                ? OPEN_URL.matcher(value).matches() && ButtonValue.isUrlEnd(example)
                                : value.matches("https://[^\\s{}]{1,1990}") && example == null);
            case "phone_number" -> isLabelled() && value != null && value.matches("\\+[0-9]{6,15}") && example == null;
            case COPY_CODE -> text == null && value == null && ButtonValue.isCode(example);
            default -> false;
        };
    }

    private boolean isLabelled() {
        return text != null && !text.isBlank() && text.length() <= LONGEST_LABEL;
    }
}
