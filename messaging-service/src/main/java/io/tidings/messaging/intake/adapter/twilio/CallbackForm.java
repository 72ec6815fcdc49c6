package io.tidings.messaging.intake.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.runtime.problem.Refusal;

import java.net.URLDecoder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of a form-encoded body, by name in the order of their bytes; the last of several of one name counts. */
record CallbackForm(SortedMap<String, String> fields) {
    private static final int MOST_FIELDS = 200;

    /** Refuses what is no form ({@code webhook.malformed}). */
    static CallbackForm parse(byte[] body) {
        var fields = new TreeMap<String, String>();
        var pairs = List.of(new String(body, UTF_8).split("&", MOST_FIELDS + 1));
        if (pairs.size() > MOST_FIELDS) {
            throw new Malformed();
        }
        for (var pair : pairs) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return new CallbackForm(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Malformed();
        }
    }

    /** The body is no form. */
    static final class Malformed extends Refusal {
        Malformed() {
            super(Kind.MALFORMED, "webhook.malformed", "The body is not a form");
        }
    }
}
