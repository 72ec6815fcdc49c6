package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Takes templates for review, and tells the decision by webhook a little later: approved, but for those with {@code reject}
 * in their names. The account in the path is believed.
 */
final class TemplateReviews {
    private static final long DECIDED_AFTER_MS = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern NAMED_PLACE = Pattern.compile("\\{\\{([a-z][a-z0-9_]*)}}");
    private static final Set<String> CATEGORIES = Set.of("UTILITY", "MARKETING", "AUTHENTICATION");

    private record Submitted(String account, String name, String language) {}

    private final Vertx vertx;
    private final Templates templates;
    private final WebhookSender webhooks;
    private final Map<String, Submitted> submitted = new ConcurrentHashMap<>();

    TemplateReviews(Vertx vertx, Templates templates, WebhookSender webhooks) {
        this.vertx = vertx;
        this.templates = templates;
        this.webhooks = webhooks;
    }

    /** A new template of an account. */
    ObjectNode submit(String account, byte[] body) {
        var json = parse(body);
        var name = Shape.text(json, "name", "name", 512);
        if (!NAME.matcher(name).matches()) {
            throw CloudApiError.invalid("Param name can only have lowercase letters, digits and underscores");
        }
        var language = Shape.text(json, "language", "language", 15);
        var id = Long.toString(System.nanoTime());
        var what = new Submitted(account, name, language);
        var answer = review(id, what, json);
        submitted.put(id, what);
        return answer;
    }

    /** Another text of a template; null when there is none of that id. */
    @Nullable
    ObjectNode resubmit(String id, byte[] body) {
        var what = submitted.get(id);
        return what == null ? null : review(id, what, parse(body));
    }

    private ObjectNode review(String id, Submitted what, JsonNode json) {
        var category = Shape.text(json, "category", "category", 20);
        if (!CATEGORIES.contains(category)) {
            throw CloudApiError.invalid("Param category must be one of {UTILITY, MARKETING, AUTHENTICATION}");
        }
        var template = template(what, category, json);
        var refused = what.name().contains("reject");
        vertx.setTimer(DECIDED_AFTER_MS, later -> {
            if (!refused) {
                templates.add(template);
            }
            webhooks.offer(
                    TemplateNews.of(
                            what.account(), id, what.name(), what.language(), refused ? "REJECTED" : "APPROVED"),
                    1);
        });
        return Json.object().put("id", id).put("status", "PENDING").put("category", category);
    }

    private static Template template(Submitted what, String category, JsonNode json) {
        var header = TemplateHeader.NONE;
        var body = "";
        var buttons = new ArrayList<TemplateButton>();
        for (var component : Shape.array(json, "components", "components")) {
            switch (component.path("type").asText()) {
                case "HEADER" -> header = header(component);
                case "BODY" -> {
                    body = Shape.text(component, "text", "components['BODY']['text']", 1024);
                    needsExample(body.contains("{{"), component.path("example"));
                }
                case "BUTTONS" -> component.path("buttons").forEach(button -> buttons.add(button(button)));
                case "FOOTER" -> {}
                default -> throw CloudApiError.invalid("Param components[]['type'] is not known");
            }
        }
        if (body.isEmpty()) {
            throw CloudApiError.missing("components: a BODY is required");
        }
        var names = new ArrayList<>(new LinkedHashSet<>(
                NAMED_PLACE.matcher(body).results().map(place -> place.group(1)).toList()));
        for (int i = 0; i < names.size(); i++) {
            body = body.replace("{{" + names.get(i) + "}}", "{{" + (i + 1) + "}}");
        }
        return Template.of(what.name(), what.language(), category.toLowerCase(Locale.ROOT), header, body, buttons)
                .named(List.copyOf(names));
    }

    private static TemplateHeader header(JsonNode component) {
        var format = Shape.text(component, "format", "components['HEADER']['format']", 20)
                .toLowerCase(Locale.ROOT);
        if (!TemplateHeader.FORMATS.contains(format)) {
            throw CloudApiError.invalid("Param components['HEADER']['format'] is not known");
        }
        var example = component.path("example");
        if (!format.equals("text")) {
            needsExample(!format.equals("location"), example.path("header_handle"));
            return TemplateHeader.of(format, "", null);
        }
        var text = Shape.text(component, "text", "components['HEADER']['text']", 60);
        var named = NAMED_PLACE.matcher(text);
        if (named.find()) {
            needsExample(true, example.path("header_text_named_params"));
            return TemplateHeader.text(named.replaceFirst("{{1}}"), named.group(1));
        }
        needsExample(text.contains("{{"), example.path("header_text"));
        return TemplateHeader.text(text, null);
    }

    private static TemplateButton button(JsonNode json) {
        var type = json.path("type").asText().toLowerCase(Locale.ROOT);
        var button = new TemplateButton(
                type,
                json.path("text").asText("Copy code"),
                json.path("url").asText(json.path("phone_number").asText("")));
        needsExample(button.isOpen(), json.path("example"));
        return button;
    }

    private static void needsExample(boolean hasPlaces, JsonNode example) {
        if (hasPlaces && example.isEmpty() && example.asText().isEmpty()) {
            throw CloudApiError.invalid("Template with variables needs an example");
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            var node = Json.MAPPER.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // refused below
        }
        throw CloudApiError.invalid("The request body is not valid JSON");
    }
}
