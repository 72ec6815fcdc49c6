package io.tidings.messaging.dispatch.adapter.whatsapp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.Purpose;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** Writes a message as the Cloud API reads it (Meta's OpenAPI, business-messaging-api v23.0). */
final class CloudApiBody {
    private static final int LONGEST_PARAMETER = 1024;

    private static final Attached.Frame NO_FRAME = new Attached.Frame(List.of(), null, List.of());

    private CloudApiBody() {}

    static ObjectNode of(ClaimedMessage claimed) {
        var message = claimed.message();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put(recipientField(message.to()), message.to());
        if (message.replyTo() != null) {
            body.putObject("context").put("message_id", message.replyTo());
        }
        if (message.template() != null) {
            body.put("type", "template").set("template", template(message.template(), message));
        } else if (message.attached() instanceof Attached.Media media) {
            body.put("type", media.kind().wire()).set(media.kind().wire(), media(media, message.text()));
        } else if (message.attached() instanceof Attached.Buttons choice) {
            body.put("type", "interactive").set("interactive", interactive(choice, message.text()));
        } else {
            body.put("type", "text")
                    .putObject("text")
                    .put("body", Objects.requireNonNull(message.text()))
                    .put("preview_url", false);
        }
        return body.put("biz_opaque_callback_data", claimed.callbackData());
    }

    /** A business-scoped id goes into a field of its own; in {@code to} it would be lost without an error. */
    private static String recipientField(String to) {
        return to.indexOf('.') > 0 ? "recipient" : "to";
    }

    private static ObjectNode media(Attached.Media media, @Nullable String caption) {
        var json = JsonNodeFactory.instance.objectNode().put("link", media.link());
        if (caption != null) {
            json.put("caption", caption);
        }
        if (media.filename() != null) {
            json.put("filename", media.filename());
        }
        return json;
    }

    private static ObjectNode interactive(Attached.Buttons choice, @Nullable String text) {
        var json = JsonNodeFactory.instance.objectNode().put("type", "button");
        json.putObject("body").put("text", Objects.requireNonNull(text));
        var buttons = json.putObject("action").putArray("buttons");
        choice.buttons()
                .forEach(button -> buttons.addObject()
                        .put("type", "reply")
                        .putObject("reply")
                        .put("id", button.id())
                        .put("title", button.label()));
        return json;
    }

    private static ObjectNode template(String name, Waiting message) {
        var template = JsonNodeFactory.instance.objectNode().put("name", name);
        template.putObject("language").put("code", message.language());
        var frame = message.attached() instanceof Attached.Frame given ? given : NO_FRAME;
        var components = JsonNodeFactory.instance.arrayNode();
        CloudApiFrame.header(frame.head(), components);
        if (!message.parameters().isEmpty()) {
            values(components.addObject().put("type", "body"), message.parameters(), frame.names());
            if (message.purpose() == Purpose.OTP) {
                // authentication templates carry a copy button, which Meta keeps as a URL button
                var button = components.addObject().put("type", "button");
                values(button.put("sub_type", "url").put("index", "0"), message.parameters(), List.of());
            }
        }
        CloudApiFrame.buttons(frame.buttons(), components);
        if (!components.isEmpty()) {
            template.set("components", components);
        }
        return template;
    }

    /** @param names of the values, for templates that call them by name */
    private static void values(ObjectNode component, List<String> values, List<String> names) {
        var parameters = component.putArray("parameters");
        for (var i = 0; i < values.size(); i++) {
            var json = parameters.addObject().put("type", "text");
            if (i < names.size()) {
                json.put("parameter_name", names.get(i));
            }
            json.put("text", parameter(values.get(i)));
        }
    }

    /**
     * The API refuses parameters that are empty, have line breaks or tabs, more than four spaces in a row or more than 1024
     * characters: a shortened list of items is worth more than none.
     */
    static String parameter(String value) {
        var line = value.replaceAll("\\s*[\\n\\r\\t\\x0B\\f\\u2028\\u2029]+\\s*", " ")
                .replaceAll(" {4,}", "   ")
                .strip();
        if (line.codePointCount(0, line.length()) > LONGEST_PARAMETER) {
            return line.substring(0, line.offsetByCodePoints(0, LONGEST_PARAMETER - 1)) + "…";
        }
        return line.isEmpty() ? "-" : line;
    }
}
