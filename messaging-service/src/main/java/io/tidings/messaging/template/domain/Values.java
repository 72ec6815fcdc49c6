package io.tidings.messaging.template.domain;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What a message brings for its template: the values of the body's variables, and those of header and buttons. */
public record Values(Body body, @Nullable HeaderValue header, List<ButtonValue> buttons) {

    /** Values of the body's variables. */
    public sealed interface Body {
        /** In the variables' order, as many as there are. */
        record Ordered(List<String> values) implements Body {}

        /** By the variables' names, these and no others. */
        record Named(Map<String, String> values) implements Body {}

        /** All that could be told: the template takes what it knows by name. */
        record Offered(Map<String, String> values) implements Body {}
    }

    public Values {
        buttons = List.copyOf(buttons);
    }

    /** Nothing for header and buttons. */
    public Values(Body body) {
        this(body, null, List.of());
    }

    /** For the body alone, in order. */
    public static Values ordered(List<String> values) {
        return new Values(new Body.Ordered(values));
    }
}
