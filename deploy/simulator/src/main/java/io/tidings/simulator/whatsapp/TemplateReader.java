package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatMessage;
import io.tidings.simulator.http.Json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Checks the template of a send against the approved one: it exists, and has as many parameters, of the right type. */
final class TemplateReader {

    private static final Set<String> COMPONENT_KEYS = Set.of("type", "sub_type", "index", "parameters");
    private static final Set<String> PARAMETER_KEYS =
            Set.of("type", "text", "currency", "date_time", "parameter_name", "image", "video", "document", "location");
    private static final String TOO_MANY_SPACES = " ".repeat(5);
    private static final int PARAMETER_LENGTH = 1024;
    private static final int LONGEST_CODE = 15;

    /** A template with its parameters in. */
    record Filled(Template template, String text, List<ChatMessage.Button> buttons) {}

    private final Templates templates;

    TemplateReader(Templates templates) {
        this.templates = templates;
    }

    Filled read(JsonNode node) {
        Shape.onlyKeys(node, "template", Set.of("name", "language", "components", "namespace"));
        var name = Shape.text(node, "name", "template['name']", 512);
        var language = Shape.object(node, "language", "template['language']");
        Shape.onlyKeys(language, "template['language']", Set.of("code", "policy"));
        var template = templates.require(name, Shape.text(language, "code", "template['language']['code']", 15));

        JsonNode header = null;
        List<String> body = List.of();
        List<String> copied = List.of();
        var buttons = new ButtonReader(template.buttons());
        if (node.hasNonNull("components")) {
            for (var component : Shape.array(node, "components", "template['components']")) {
                Shape.onlyKeys(component, "template['components']", COMPONENT_KEYS);
                switch (component.path("type").asText("")) {
                    case "header" -> header = component;
                    case "body" -> body = texts(sorted(component, template.names()), "body");
                    case "button" -> {
                        if (template.copiesCode()) {
                            copied = code(component);
                        } else {
                            buttons.read(component);
                        }
                    }
                    default ->
                        throw CloudApiError.invalid(
                                "Param template['components'][]['type'] must be one of {HEADER, " + "BODY, BUTTON}.");
                }
            }
        }
        var above = HeaderReader.read(template.header(), header);
        count("body", body, template.body().parameters());
        if (template.copiesCode()) {
            count("button", copied, 1);
            if (copied.getFirst().length() > LONGEST_CODE || !copied.equals(body)) {
                throw CloudApiError.parameterFormat("button: takes the code of the body, at most 15 characters");
            }
        }
        buttons.end();
        var text = (above.isEmpty() ? "" : above + "\n") + template.body().fill(body) + buttons.shown();
        return new Filled(template, text, buttons.replies());
    }

    /** Named parameters in the order of their names; 132012 for one the template does not have. */
    private static JsonNode sorted(JsonNode component, List<String> names) {
        if (names.isEmpty() || !component.path("parameters").isArray()) {
            return component;
        }
        var parameters = new ArrayList<JsonNode>();
        for (var parameter : component.path("parameters")) {
            if (!names.contains(parameter.path("parameter_name").asText())) {
                throw CloudApiError.parameterFormat("body: Parameter name is missing or not one of the template");
            }
            parameters.add(parameter);
        }
        parameters.sort(Comparator.comparingInt(
                parameter -> names.indexOf(parameter.path("parameter_name").asText())));
        var copy = Json.object();
        copy.put("type", "body").putArray("parameters").addAll(parameters);
        return copy;
    }

    private static void count(String component, List<String> given, int expected) {
        if (given.size() != expected) {
            throw CloudApiError.parameterCount(component, given.size(), expected);
        }
    }

    static List<String> texts(JsonNode component, String where) {
        var values = new ArrayList<String>();
        if (!component.hasNonNull("parameters")) {
            return values;
        }
        for (var parameter : Shape.array(component, "parameters", where + "['parameters']")) {
            Shape.onlyKeys(parameter, where + "['parameters']", PARAMETER_KEYS);
            values.add(
                    switch (parameter.path("type").asText("")) {
                        case "text" -> text(parameter);
                        case "currency" -> fallback(parameter, "currency");
                        case "date_time" -> fallback(parameter, "date_time");
                        case "" -> throw CloudApiError.missing(where + ": Parameter type is required");
                        default ->
                            throw CloudApiError.parameterFormat(
                                    where + ": the template has a text parameter in this place");
                    });
        }
        return values;
    }

    private static String text(JsonNode parameter) {
        var value = parameter.path("text");
        if (value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())) {
            throw CloudApiError.missing("Parameter of type text is missing text value");
        }
        var text = Shape.text(parameter, "text", "parameters[]['text']", PARAMETER_LENGTH);
        if (text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0
                || text.indexOf('\t') >= 0
                || text.contains(TOO_MANY_SPACES)) {
            throw CloudApiError.parameterText();
        }
        return text;
    }

    private static String fallback(JsonNode parameter, String type) {
        var value = Shape.object(parameter, type, "parameters[]['" + type + "']");
        return Shape.text(value, "fallback_value", type + "['fallback_value']", PARAMETER_LENGTH);
    }

    private static List<String> code(JsonNode component) {
        if (!"url".equals(component.path("sub_type").asText())
                || component.path("index").asInt(-1) != 0) {
            throw CloudApiError.value("button: an authentication template has one, sub_type url, index 0");
        }
        return texts(component, "button");
    }
}
