package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatMessage;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks what a send gives for its template's buttons. */
final class ButtonReader {
    private static final Set<String> PLAYED =
            Set.of(TemplateButton.QUICK_REPLY, TemplateButton.URL, TemplateButton.COPY_CODE);
    private static final int PAYLOAD_LENGTH = 128;
    private static final int URL_LENGTH = 2000;
    private static final int CODE_LENGTH = 15;

    private final List<TemplateButton> buttons;
    private final @Nullable String[] values;

    ButtonReader(List<TemplateButton> buttons) {
        this.buttons = buttons;
        this.values = new @Nullable String[buttons.size()];
    }

    void read(JsonNode component) {
        var type = component.path("sub_type").asText("").toLowerCase(Locale.ROOT);
        if (!PLAYED.contains(type)) {
            throw CloudApiError.value("button: only sub_type quick_reply, url and copy_code are played here");
        }
        int index = component.path("index").asInt(-1);
        if (index < 0 || index >= values.length) {
            throw CloudApiError.parameterCount("button", index + 1, values.length);
        }
        var button = buttons.get(index);
        if (!button.type().equals(type)) {
            throw CloudApiError.parameterFormat("button: Format mismatch at index " + index + ", expected "
                    + button.type().toUpperCase(Locale.ROOT) + ", received " + type.toUpperCase(Locale.ROOT));
        }
        if (type.equals(TemplateButton.URL) && !button.isOpen()) {
            throw CloudApiError.parameterText(
                    "buttons: Button at index " + index + " of type Url does not require parameters");
        }
        var parameters = Shape.array(component, "parameters", "button['parameters']");
        if (parameters.size() != 1) {
            throw CloudApiError.parameterCount("button", parameters.size(), 1);
        }
        values[index] = value(type, parameters.get(0));
    }

    private static String value(String type, JsonNode parameter) {
        return switch (type) {
            case TemplateButton.URL -> {
                require(parameter, "text");
                yield Shape.text(parameter, "text", "button['parameters'][]['text']", URL_LENGTH);
            }
            case TemplateButton.COPY_CODE -> {
                require(parameter, "coupon_code");
                var code = Shape.text(parameter, "coupon_code", "button['parameters'][]['coupon_code']", CODE_LENGTH);
                if (!code.matches("[A-Za-z0-9]+")) {
                    throw CloudApiError.value("button: a coupon code has letters and digits only");
                }
                yield code;
            }
            default -> Shape.text(parameter, "payload", "button['parameters'][]['payload']", PAYLOAD_LENGTH);
        };
    }

    private static void require(JsonNode parameter, String type) {
        if (!type.equals(parameter.path("type").asText())) {
            throw CloudApiError.parameterFormat("button: Parameter type must be " + type);
        }
    }

    /** Refuses what lacks something, when all components have been read. */
    void end() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && buttons.get(i).isOpen()) {
                throw CloudApiError.missing("buttons: Button at index " + i + " of type "
                        + buttons.get(i).type() + " requires a parameter");
            }
        }
    }

    /** Quick replies; one that got no payload answers with its label, as on a phone. */
    List<ChatMessage.Button> replies() {
        var replies = new ArrayList<ChatMessage.Button>();
        for (int i = 0; i < values.length; i++) {
            var button = buttons.get(i);
            if (button.type().equals(TemplateButton.QUICK_REPLY)) {
                var payload = values[i];
                replies.add(new ChatMessage.Button(button.text(), payload == null ? button.text() : payload, false));
            }
        }
        return replies;
    }

    /** The others, a line each. */
    String shown() {
        var lines = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            var given = values[i];
            if (!buttons.get(i).type().equals(TemplateButton.QUICK_REPLY)) {
                lines.append('\n').append(buttons.get(i).shown(given == null ? "" : given));
            }
        }
        return lines.toString();
    }
}
