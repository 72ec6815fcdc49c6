package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;

/**
 * A button below a template.
 *
 * @param type quick_reply, url, phone_number or copy_code
 * @param text its label
 * @param value where a url or phone_number leads, empty for the others
 */
record TemplateButton(String type, String text, String value) {

    static final String QUICK_REPLY = "quick_reply";
    static final String URL = "url";
    static final String COPY_CODE = "copy_code";
    private static final String PLACE = "{{1}}";

    /** Whether a call has to give something for it; for a quick reply it may. */
    boolean isOpen() {
        return type.equals(COPY_CODE) || (type.equals(URL) && value.contains(PLACE));
    }

    /** What the phone shows of one that is no answer. */
    String shown(String given) {
        return "[" + text + "] " + (type.equals(COPY_CODE) ? given : value.replace(PLACE, given));
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeStringField("text", text);
        json.writeStringField("value", value);
        json.writeEndObject();
    }

    /** A label alone is a quick reply's. */
    static TemplateButton from(JsonNode json) {
        return json.isTextual()
                ? new TemplateButton(QUICK_REPLY, json.asText(), "")
                : new TemplateButton(
                        json.path("type").asText(QUICK_REPLY),
                        json.path("text").asText(),
                        json.path("value").asText());
    }
}
