package io.tidings.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** A request body of the simulator's own API: a JSON object of known fields. Every refusal is {@link Refused}. */
public record Input(ObjectNode json) {

    /** Parses the object and refuses fields it does not know; a misspelt fault would otherwise silently do nothing. */
    public static Input of(byte[] body, String... known) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw Refused.badRequest("The body is not valid JSON");
        }
        if (!(node instanceof ObjectNode object)) {
            throw Refused.badRequest("The body must be a JSON object");
        }
        var names = List.of(known);
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw Refused.badRequest("Unknown field; known are " + String.join(", ", names));
            }
        });
        return new Input(object);
    }

    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    public String text(String name) {
        var value = textOrNull(name);
        if (value == null || value.isBlank()) {
            throw Refused.badRequest(name + " is required");
        }
        return value;
    }

    public @Nullable String textOrNull(String name) {
        var value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refused.badRequest(name + " must be a string");
        }
        return value.textValue();
    }

    public String text(String name, String otherwise) {
        var value = textOrNull(name);
        return value == null ? otherwise : value;
    }

    public long number(String name, long min, long max, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        var value = json.get(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw Refused.badRequest(name + " must be a whole number from " + min + " to " + max);
        }
        return value.longValue();
    }

    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!json.get(name).isBoolean()) {
            throw Refused.badRequest(name + " must be true or false");
        }
        return json.get(name).booleanValue();
    }

    /** A share of calls, 0 to 1; true and false are taken for all and none. */
    public double rate(String name) {
        if (!has(name)) {
            return 0;
        }
        var value = json.get(name);
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > 1) {
            throw Refused.badRequest(name + " must be a number from 0 to 1, true or false");
        }
        return value.doubleValue();
    }

    public @Nullable ObjectNode object(String name) {
        if (!has(name)) {
            return null;
        }
        if (!(json.get(name) instanceof ObjectNode object)) {
            throw Refused.badRequest(name + " must be an object");
        }
        return object;
    }

    public URI httpUrl(String name) {
        try {
            var uri = new URI(text(name));
            var scheme = uri.getScheme();
            if (uri.getHost() == null || (!"http".equals(scheme) && !"https".equals(scheme))) {
                throw Refused.badRequest(name + " must be an absolute http or https URL");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw Refused.badRequest(name + " must be an absolute http or https URL");
        }
    }
}
