package io.tidings.simulator.whatsapp;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/**
 * What stands above a template's body.
 *
 * @param format text, image, video, document or location
 * @param text of a text header, empty for none
 * @param name of the text's parameter, null where a call gives it by number
 */
record TemplateHeader(
        String format, TemplateText text, @Nullable String name) {

    static final Set<String> FORMATS = Set.of("text", "image", "video", "document", "location");
    static final TemplateHeader NONE = text("", null);

    static TemplateHeader text(String text, @Nullable String name) {
        return new TemplateHeader("text", TemplateText.of(text), name);
    }

    static TemplateHeader of(String format, String text, @Nullable String name) {
        return new TemplateHeader(format.toLowerCase(Locale.ROOT), TemplateText.of(text), name);
    }

    boolean isText() {
        return format.equals("text");
    }
}
