package io.tidings.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.routing.Route;
import io.tidings.gateway.routing.RoutingTable;
import io.tidings.gateway.routing.Service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one OpenAPI document of the services' own. A path is taken only from the service it is routed to, so that the
 * document shows what a caller can reach and nothing else; to each operation come the problems of the gateway itself.
 */
final class DocumentMerge {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCHEMAS = "#/components/schemas/";
    static final String CODES = "x-problem-codes";
    static final String PERMISSION = "x-permission";
    private static final Set<String> VERBS = Set.of("get", "head", "post", "put", "patch", "delete");
    private static final Set<String> READS = Set.of("get", "head");

    private static final List<Problem> ALWAYS = List.of(
            Problem.REQUEST_TARGET,
            Problem.REQUEST_FRAMING,
            Problem.HOST_UNKNOWN,
            Problem.INTERNAL,
            Problem.SERVICE_INTERRUPTED,
            Problem.SERVICE_UNAVAILABLE,
            Problem.STOPPING,
            Problem.DIRECTORY_LOADING,
            Problem.SERVICE_TIMEOUT);
    private static final List<Problem> WITH_CREDENTIAL = List.of(
            Problem.CREDENTIAL_MISSING,
            Problem.CREDENTIAL_INVALID,
            Problem.CREDENTIAL_NETWORK,
            Problem.TENANT_CONFLICT,
            Problem.TENANT_UNNAMED,
            Problem.MEMBERSHIP_MISSING,
            Problem.LOGIN_UNAVAILABLE);
    private static final List<Problem> WITH_BODY = List.of(Problem.BODY_LATE, Problem.BODY_TOO_LARGE);

    private final ObjectNode paths = JSON.objectNode();
    private final ObjectNode schemas = JSON.objectNode();

    private DocumentMerge() {}

    /** @param documents as the services gave them; a service that is not in here is named as missing */
    static ObjectNode of(Map<Service, ObjectNode> documents) {
        DocumentMerge merge = new DocumentMerge();
        ArrayNode missing = JSON.arrayNode();
        for (Service service : Service.values()) {
            ObjectNode document = documents.get(service);
            if (document == null) {
                missing.add(service.audience());
            } else {
                merge.add(service, document.deepCopy());
            }
        }
        return merge.whole(missing);
    }

    private void add(Service service, ObjectNode document) {
        JsonNode own = document.path("components").path("schemas");
        Map<String, String> renamed = clashes(service, own);
        rename(document, renamed);
        own.properties()
                .forEach(schema ->
                        schemas.set(renamed.getOrDefault(schema.getKey(), schema.getKey()), schema.getValue()));
        document.path("paths").properties().forEach(path -> {
            Route route = RoutingTable.route(path.getKey());
            if (route != null && route.service() == service) {
                addPath(path.getKey(), (ObjectNode) path.getValue(), route);
            }
        });
    }

    private void addPath(String template, ObjectNode item, Route route) {
        for (String verb : List.copyOf(VERBS)) {
            if (item.get(verb) instanceof ObjectNode operation) {
                if (operation.path(PERMISSION).asText("closed").equals("closed")) {
                    item.remove(verb);
                } else {
                    complete(operation, verb, route);
                }
            }
        }
        if (VERBS.stream().anyMatch(item::has)) {
            paths.set(template, item);
        }
    }

    private static void complete(ObjectNode operation, String verb, Route route) {
        operation.putArray("tags").add(route.service().audience());
        boolean isOpen = route.kind() == Route.Kind.WEBHOOK
                || operation.path(PERMISSION).asText().equals("public");
        List<Problem> problems = new ArrayList<>(ALWAYS);
        if (route.kind() != Route.Kind.WEBHOOK) {
            problems.add(Problem.RATE_LIMITED);
        }
        if (isOpen) {
            operation.putArray("security");
        } else {
            problems.addAll(WITH_CREDENTIAL);
            if (!READS.contains(verb)) {
                problems.add(Problem.TENANT_SUSPENDED);
                problems.add(Problem.LOGIN_CROSS_SITE);
            }
        }
        if (route.isStrict()) {
            problems.add(Problem.LIMIT_UNAVAILABLE);
        }
        if (operation.has("requestBody")) {
            problems.addAll(WITH_BODY);
        }
        ArrayNode codes = operation.withArrayProperty(CODES);
        ObjectNode responses = operation.withObjectProperty("responses");
        for (Problem problem : problems) {
            addTo(codes, problem.code());
            addTo(response(responses, problem.status()).withArrayProperty(CODES), problem.code());
        }
        responses.forEach(response -> {
            if (response.get(CODES) instanceof ArrayNode all) {
                List<String> names = new ArrayList<>();
                all.forEach(code -> names.add(code.asText()));
                ((ObjectNode) response).put("description", String.join(", ", names));
            }
        });
    }

    static ObjectNode response(ObjectNode responses, int status) {
        ObjectNode response = responses.withObjectProperty(String.valueOf(status));
        if (!response.has("content")) {
            response.withObjectProperty("content")
                    .withObjectProperty(Problem.MEDIA_TYPE)
                    .withObjectProperty("schema")
                    .put("$ref", SCHEMAS + "Problem");
        }
        return response;
    }

    private static void addTo(ArrayNode codes, String code) {
        for (JsonNode known : codes) {
            if (known.asText().equals(code)) {
                return;
            }
        }
        codes.add(code);
    }

    /** Two services may call different things by one name; the later one's gets its service in front. */
    private Map<String, String> clashes(Service service, JsonNode own) {
        Map<String, String> renamed = new HashMap<>();
        own.properties().forEach(schema -> {
            JsonNode known = schemas.get(schema.getKey());
            if (known != null && !known.equals(schema.getValue())) {
                String name = service.audience();
                renamed.put(
                        schema.getKey(),
                        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + schema.getKey());
            }
        });
        return renamed;
    }

    private static void rename(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith(SCHEMAS)) {
            String name = object.get("$ref").asText().substring(SCHEMAS.length());
            object.put("$ref", SCHEMAS + renamed.getOrDefault(name, name));
        }
        node.forEach(child -> rename(child, renamed));
    }

    private ObjectNode whole(ArrayNode missing) {
        ObjectNode document = JSON.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Tidings")
                .put("version", "1")
                .put(
                        "description",
                        "x-permission is what the credential must grant, x-problem-codes what an operation can be refused for.");
        document.putArray("servers").addObject().put("url", "/");
        if (!missing.isEmpty()) {
            document.set("x-missing-services", missing);
        }
        ArrayNode security = document.putArray("security");
        security.addObject().putArray("api-key");
        security.addObject().putArray("bearer");
        OwnOperations.addTo(paths);
        if (!schemas.has("Problem")) {
            schemas.putObject("Problem").put("type", "object");
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        paths.properties().forEach(path -> sorted.put(path.getKey(), path.getValue()));
        document.putObject("paths").setAll(sorted);
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("api-key").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        return document;
    }
}
