package io.tidings.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** An HTTP address called with one key. */
final class Door {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    private final URI base;
    private final String key;

    Door(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** An answer, whatever its status. */
    record Answer(int status, JsonNode body, String text, HttpResponse<?> response) {
        JsonNode ok() {
            return expect(200);
        }

        JsonNode created() {
            return expect(201);
        }

        JsonNode expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError(response.request().method() + " "
                        + response.request().uri() + " was answered " + status + " and not " + wanted + ": " + text);
            }
            return body;
        }

        /** The problem without what differs from request to request. */
        String withoutTrace() {
            return text.replaceAll("\"trace_id\":\"[0-9a-f]*\",?", "");
        }
    }

    String key() {
        return key;
    }

    Door with(String otherKey) {
        return new Door(base, otherKey);
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, Object body) {
        return send("POST", path, json(body), Map.of());
    }

    Answer put(String path, Object body) {
        return send("PUT", path, json(body), Map.of());
    }

    Answer send(String method, String path, byte[] body, Map<String, String> headers) {
        try {
            var request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(LIMIT)
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            if (body != null && !headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            if (!key.isEmpty()) {
                request.header("X-API-Key", key);
            }
            headers.forEach(request::header);
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), parsed(response.body()), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parsed(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
