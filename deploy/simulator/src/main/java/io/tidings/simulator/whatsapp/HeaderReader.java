package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Json;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/** Checks what a send gives for its template's header; answers what the phone shows of it. */
final class HeaderReader {
    private static final int NAME_LENGTH = 1000;

    private HeaderReader() {}

    /** @param component null when the call has none */
    static String read(TemplateHeader header, @Nullable JsonNode component) {
        var given = component == null ? Json.object() : component;
        return header.isText() ? text(header, given) : file(header.format(), given.path("parameters"));
    }

    private static String text(TemplateHeader header, JsonNode component) {
        var values = TemplateReader.texts(component, "header");
        if (values.size() != header.text().parameters()) {
            throw CloudApiError.parameterCount(
                    "header", values.size(), header.text().parameters());
        }
        var name = component.path("parameters").path(0).path("parameter_name").asText();
        if (header.name() != null && !header.name().equals(name)) {
            throw CloudApiError.parameterFormat("header: Parameter name is missing or not the one of the template");
        }
        return header.text().fill(values);
    }

    private static String file(String format, JsonNode parameters) {
        var expected = format.toUpperCase(Locale.ROOT);
        var received = parameters.path(0).path("type").asText("unknown").toUpperCase(Locale.ROOT);
        if (!received.equals(expected)) {
            throw CloudApiError.parameterFormat(
                    "header: Format mismatch, expected " + expected + ", received " + Shape.shortened(received));
        }
        if (parameters.size() != 1) {
            throw CloudApiError.parameterCount("header", parameters.size(), 1);
        }
        return format.equals("location") ? location(parameters.get(0)) : MessageReader.media(parameters.get(0), format);
    }

    private static String location(JsonNode parameter) {
        var place = Shape.object(parameter, "location", "location");
        Shape.onlyKeys(place, "location", Set.of("latitude", "longitude", "name", "address"));
        degrees(place, "latitude", 90);
        degrees(place, "longitude", 180);
        return "[location] " + Shape.text(place, "name", "location['name']", NAME_LENGTH) + ", "
                + Shape.text(place, "address", "location['address']", NAME_LENGTH);
    }

    /** A number, or a text of one. */
    private static void degrees(JsonNode place, String name, int most) {
        if (!place.hasNonNull(name)) {
            throw CloudApiError.missing("location['" + name + "'] is required");
        }
        try {
            if (Math.abs(Double.parseDouble(place.get(name).asText())) <= most) {
                return;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw CloudApiError.value("location['" + name + "'] is no number of degrees");
    }
}
