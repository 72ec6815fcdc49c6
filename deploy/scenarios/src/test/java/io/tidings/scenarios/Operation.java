package io.tidings.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One operation of the merged document.
 *
 * @param service whose it is
 * @param permission what a caller needs; {@code person} and {@code public} are none of a key's
 * @param query names of the parameters that take text
 * @param body schema of the body, null when it takes none
 * @param mediaType of the body
 */
record Operation(
        String method,
        String path,
        String service,
        String permission,
        List<String> query,
        @Nullable JsonNode body,
        String mediaType) {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    /** All of {@code /openapi}, reads first and removals last. */
    static List<Operation> of(JsonNode document) {
        var all = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> VERBS.contains(each.getKey()))
                        .forEach(each -> all.add(of(each.getKey().toUpperCase(), path.getKey(), each.getValue()))));
        var order = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
        all.sort((one, other) -> order.indexOf(one.method) - order.indexOf(other.method));
        return all;
    }

    private static Operation of(String method, String path, JsonNode operation) {
        var query = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(each -> each.path("in").asText().equals("query"))
                .map(each -> each.path("name").asText())
                .collect(Collectors.toList());
        var content = operation.path("requestBody").path("content");
        return new Operation(
                method,
                path,
                operation.path("tags").path(0).asText(),
                operation.path("x-permission").asText(),
                query,
                content.isEmpty() ? null : content.elements().next().path("schema"),
                content.isEmpty() ? "application/json" : content.fieldNames().next());
    }

    /** A body as it goes out: JSON, or the text itself where another type is taken. */
    byte[] bytes(JsonNode content) {
        return mediaType.equals("application/json")
                ? Door.json(content)
                : content.asText().getBytes(StandardCharsets.UTF_8);
    }

    Map<String, String> headers() {
        return Map.of("Content-Type", mediaType);
    }

    /** The parameters of the path, each called by the path up to it: {@code /api/v1/orders/{}/items/{}}. */
    List<String> pathParameters() {
        var all = new ArrayList<String>();
        var parts = path.split("\\{[^}]*}", -1);
        var prefix = new StringBuilder();
        for (int i = 0; i < parts.length - 1; i++) {
            prefix.append(parts[i]).append("{}");
            all.add(prefix.toString());
        }
        return all;
    }

    /** The path with values in the places of its parameters. */
    String pathWith(List<String> values) {
        var parts = path.split("\\{[^}]*}", -1);
        var filled = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            filled.append(values.get(i - 1)).append(parts[i]);
        }
        return filled.toString();
    }

    boolean isRead() {
        return method.equals("GET");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
