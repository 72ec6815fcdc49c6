package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An approved message template.
 *
 * @param category utility, marketing or authentication
 * @param header what stands above the body
 * @param body the text, with {@code {{1}}}, {@code {{2}}} … where the parameters go
 * @param buttons below it
 * @param names of the body's parameters in the order of their numbers; empty where a call gives them by number
 */
record Template(
        String name,
        String language,
        String category,
        TemplateHeader header,
        TemplateText body,
        List<TemplateButton> buttons,
        List<String> names) {

    static final String AUTHENTICATION = "authentication";

    /** Authentication templates have one button that copies the code, kept as a URL button. */
    boolean copiesCode() {
        return category.equals(AUTHENTICATION);
    }

    static Template of(
            String name,
            String language,
            String category,
            TemplateHeader header,
            String body,
            List<TemplateButton> buttons) {
        return new Template(name, language, category, header, TemplateText.of(body), List.copyOf(buttons), List.of());
    }

    /** The same, its parameters given by name. */
    Template named(List<String> parameterNames) {
        return new Template(name, language, category, header, body, buttons, parameterNames);
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("name", name);
        json.writeStringField("language", language);
        json.writeStringField("category", category);
        json.writeStringField("header_format", header.format());
        json.writeStringField("header", header.text().source());
        json.writeStringField("header_name", header.name());
        json.writeStringField("body", body.source());
        json.writeArrayFieldStart("buttons");
        for (var button : buttons) {
            button.writeTo(json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("names");
        for (var each : names) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    static Template from(JsonNode json) {
        var buttons = new ArrayList<TemplateButton>();
        json.path("buttons").forEach(button -> buttons.add(TemplateButton.from(button)));
        var names = new ArrayList<String>();
        json.path("names").forEach(each -> names.add(each.asText()));
        return of(
                        json.path("name").asText(),
                        json.path("language").asText(),
                        json.path("category").asText(),
                        TemplateHeader.of(
                                json.path("header_format").asText("text"),
                                json.path("header").asText(),
                                json.hasNonNull("header_name")
                                        ? json.get("header_name").asText()
                                        : null),
                        json.path("body").asText(),
                        buttons)
                .named(List.copyOf(names));
    }
}
