package io.tidings.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** JSON over HTTP to one address, with one key. */
final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI base;
    private final String key;

    /** @param key goes in {@code X-API-Key}; empty for none */
    Http(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    Http withKey(String other) {
        return new Http(base, other);
    }

    JsonNode get(String path) {
        return expect2xx("GET", path, send("GET", path, null));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return expect2xx("POST", path, send("POST", path, body));
    }

    JsonNode put(String path, Map<String, ?> body) {
        return expect2xx("PUT", path, send("PUT", path, body));
    }

    /** The answer whatever its status. */
    Answer tryPost(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    private static JsonNode expect2xx(String method, String path, Answer answer) {
        if (!answer.isGood()) {
            throw new StoryBroke(method + " " + path + " was answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    private Answer send(String method, String path, @org.jspecify.annotations.Nullable Map<String, ?> body) {
        try {
            HttpRequest.BodyPublisher publisher = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(LIMIT)
                    .header("Accept", "application/json")
                    .method(method, publisher);
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            if (!key.isEmpty()) {
                request.header("X-API-Key", key);
            }
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException failed) {
            throw new StoryBroke(method + " " + path + " failed: " + failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoryBroke("interrupted");
        }
    }

    private static JsonNode read(byte[] body) throws IOException {
        return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    }
}
