package io.tidings.runtime.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Names of fields as the client wrote them: snake case, without the method they were checked on. */
final class PropertyPaths {
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private PropertyPaths() {}

    static String ofBody(Path path) {
        var text = new StringBuilder();
        for (var node : path) {
            var named = node.getKind() == ElementKind.PROPERTY;
            if (!named && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                continue;
            }
            if (node.getIndex() != null) { // of the list before it
                text.append('[').append(node.getIndex()).append(']');
            }
            if (named) {
                text.append(text.isEmpty() ? "" : ".").append(SNAKE_CASE.translate(node.getName()));
            }
        }
        return text.toString();
    }

    /** Empty when the path would repeat a name the client made up. */
    static Optional<String> ofJson(JsonMappingException e) {
        var path = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() || !path.matches("[a-z0-9_.\\[\\]]{1,100}") ? Optional.empty() : Optional.of(path);
    }
}
