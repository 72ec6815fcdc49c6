package io.tidings.messaging.intake.adapter.whatsapp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidings.messaging.intake.application.StoreChanges;
import io.tidings.runtime.problem.Refusal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a webhook into its changes. Read leniently: unknown properties and odd shapes are Meta's right, only what is no
 * JSON object at all is refused. Characters that PostgreSQL cannot keep are replaced, or one message with such a character
 * would be delivered again for a week.
 */
final class WebhookBody {
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build());

    private WebhookBody() {}

    /** The changes of a webhook by whom they are for; those that name nobody are left out. */
    static StoreChanges.Command split(byte[] body, StoreChanges.Signature signature) {
        var byNumber = new LinkedHashMap<String, List<String>>();
        var templatesByAccount = new LinkedHashMap<String, List<String>>();
        var byAccount = new LinkedHashMap<String, List<String>>();
        for (var entry : object(body).path("entry")) {
            var account = entry.path("id").asText("");
            for (var change : entry.path("changes")) {
                var number = change.at("/value/metadata/phone_number_id").asText("");
                var field = change.path("field").asText("");
                if (isId(number)) {
                    put(byNumber, number, storable(change));
                } else if (isId(account) && TemplateChangeReader.FIELDS.contains(field)) {
                    put(templatesByAccount, account, storable(change));
                } else if (isId(account)
                        && AccountChangeReader.FIELDS.contains(field)
                        && storable(change) instanceof ObjectNode stored) {
                    put(byAccount, account, stored.put("waba_id", account));
                }
            }
        }
        return new StoreChanges.Command(byNumber, templatesByAccount, byAccount, signature);
    }

    private static boolean isId(String text) {
        return text.matches("[0-9]{1,32}");
    }

    private static void put(Map<String, List<String>> changes, String owner, JsonNode change) {
        changes.computeIfAbsent(owner, none -> new ArrayList<>()).add(change.toString());
    }

    /** Reads a stored change back. */
    static JsonNode change(String stored) {
        try {
            return JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored change is JSON", e);
        }
    }

    private static JsonNode object(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // refused below
        }
        throw new NotJson();
    }

    private static JsonNode storable(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(storable(text.textValue()));
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(each -> copy.add(storable(each)));
                yield copy;
            }
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(p -> copy.set(storable(p.getKey()), storable(p.getValue())));
                yield copy;
            }
            default -> node;
        };
    }

    private static String storable(String text) {
        var copy = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(copy::appendCodePoint);
        return copy.toString();
    }

    /** The body is no JSON object. */
    static final class NotJson extends Refusal {
        NotJson() {
            super(Kind.MALFORMED, "webhook.malformed", "The body is not a JSON object");
        }
    }
}
