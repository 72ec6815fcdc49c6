package io.tidings.messaging.dispatch.adapter.whatsapp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.messaging.message.domain.Attached;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;

/**
 * Writes what a message brings for its template's header and buttons; what the template says by itself is not repeated
 * (Meta, "Template components").
 */
final class CloudApiFrame {
    private CloudApiFrame() {}

    static void header(Attached.@Nullable Head head, ArrayNode components) {
        switch (head) {
            case null -> {}
            case Attached.Words(var text, var value, var name) -> {
                if (value != null) {
                    var json = header("text", components);
                    if (name != null) {
                        json.put("parameter_name", name);
                    }
                    json.put("text", CloudApiBody.parameter(value));
                }
            }
            case Attached.Media(var kind, var link, var filename) -> {
                var json =
                        header(kind.wire(), components).putObject(kind.wire()).put("link", link);
                if (filename != null) {
                    json.put("filename", filename);
                }
            }
            // Meta's pages show the degrees as texts
            case Attached.Location(var latitude, var longitude, var name, var address) ->
                header("location", components)
                        .putObject("location")
                        .put("latitude", degrees(latitude))
                        .put("longitude", degrees(longitude))
                        .put("name", name)
                        .put("address", address);
        }
    }

    private static String degrees(double value) {
        return BigDecimal.valueOf(value).toPlainString();
    }

    private static ObjectNode header(String type, ArrayNode components) {
        return components
                .addObject()
                .put("type", "header")
                .putArray("parameters")
                .addObject()
                .put("type", type);
    }

    static void buttons(List<Attached.FrameButton> buttons, ArrayNode components) {
        for (var i = 0; i < buttons.size(); i++) {
            var value = buttons.get(i).value();
            if (value != null) {
                button(buttons.get(i).type(), i, value, components.addObject());
            }
        }
    }

    private static void button(String type, int index, String value, ObjectNode json) {
        var parameter = json.put("type", "button")
                .put("sub_type", type.equals("copy_code") ? "COPY_CODE" : type) // as Meta's pages write them
                .put("index", Integer.toString(index))
                .putArray("parameters")
                .addObject();
        switch (type) {
            case "url" -> parameter.put("type", "text").put("text", value);
            case "copy_code" -> parameter.put("type", "coupon_code").put("coupon_code", value);
            default -> parameter.put("type", "payload").put("payload", value);
        }
    }
}
