package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Reads members of a call's JSON the way Meta checks them. {@code path} is how an error names the place. */
final class Shape {

    private Shape() {}

    static void onlyKeys(JsonNode object, String path, Set<String> known) {
        var names = object.fieldNames();
        while (names.hasNext()) {
            var name = names.next();
            if (!known.contains(name)) {
                throw CloudApiError.invalid("Unexpected key \"" + shortened(name) + "\" on param \"" + path + "\".");
            }
        }
    }

    /** An object that the message cannot do without: 131008 when it is absent, 100 when it is something else. */
    static JsonNode object(JsonNode parent, String name, String path) {
        var value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw CloudApiError.missing(path + " is required");
        }
        if (!value.isObject()) {
            throw CloudApiError.invalid("Param " + path + " must be a JSON object.");
        }
        return value;
    }

    static JsonNode array(JsonNode parent, String name, String path) {
        var value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw CloudApiError.missing(path + " is required");
        }
        if (!value.isArray()) {
            throw CloudApiError.invalid("Param " + path + " must be an array.");
        }
        return value;
    }

    /** A non-empty string of at most {@code most} characters that the message cannot do without. */
    static String text(JsonNode parent, String name, String path, int most) {
        var value = optionalText(parent, name, path, most);
        if (value == null || value.isEmpty()) {
            throw CloudApiError.missing(path + " is required");
        }
        return value;
    }

    static @Nullable String optionalText(JsonNode parent, String name, String path, int most) {
        var value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw CloudApiError.invalid("Param " + path + " must be a string.");
        }
        if (value.textValue().codePointCount(0, value.textValue().length()) > most) {
            throw CloudApiError.invalid("Param " + path + " must be at most " + most + " characters long.");
        }
        return value.textValue();
    }

    static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64);
    }
}
