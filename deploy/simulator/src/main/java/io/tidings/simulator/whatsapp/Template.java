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
 * @param header text above the body, empty for none
 * @param body the text, with {@code {{1}}}, {@code {{2}}} … where the parameters go
 * @param buttons labels of its quick-reply buttons
 * @param names of the body's parameters in the order of their numbers; empty where a call gives them by number
 */
record Template(
        String name,
        String language,
        String category,
        TemplateText header,
        TemplateText body,
        List<String> buttons,
        List<String> names) {

    static final String AUTHENTICATION = "authentication";

    /** Authentication templates have one button that copies the code, kept as a URL button. */
    boolean copiesCode() {
        return category.equals(AUTHENTICATION);
    }

    static Template of(
            String name, String language, String category, String header, String body, List<String> buttons) {
        return new Template(
                name,
                language,
                category,
                TemplateText.of(header),
                TemplateText.of(body),
                List.copyOf(buttons),
                List.of());
    }

    /** The same, its parameters given by name. */
    Template named(List<String> parameterNames) {
        return new Template(name, language, category, header, body, buttons, parameterNames);
    }

    /** What the phone shows. */
    String render(List<String> headerValues, List<String> bodyValues) {
        var text = body.fill(bodyValues);
        return header.source().isEmpty() ? text : header.fill(headerValues) + "\n" + text;
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("name", name);
        json.writeStringField("language", language);
        json.writeStringField("category", category);
        json.writeStringField("header", header.source());
        json.writeStringField("body", body.source());
        json.writeArrayFieldStart("buttons");
        for (var button : buttons) {
            json.writeString(button);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("names");
        for (var each : names) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    static Template from(JsonNode json) {
        var buttons = new ArrayList<String>();
        json.path("buttons").forEach(button -> buttons.add(button.asText()));
        var names = new ArrayList<String>();
        json.path("names").forEach(each -> names.add(each.asText()));
        return of(
                        json.path("name").asText(),
                        json.path("language").asText(),
                        json.path("category").asText(),
                        json.path("header").asText(),
                        json.path("body").asText(),
                        buttons)
                .named(List.copyOf(names));
    }
}
