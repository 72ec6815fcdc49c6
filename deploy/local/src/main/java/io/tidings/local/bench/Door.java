package io.tidings.local.bench;

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
import java.util.concurrent.TimeUnit;

/** JSON over HTTP to one address with one key, one call at a time: for preparing and for looking, not for load. */
final class Door {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int UNAUTHORISED = 401;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String key;

    /** @param key goes in {@code X-API-Key}; empty for none */
    Door(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    JsonNode get(String path) {
        return good(path, send(request(path).GET()));
    }

    JsonNode post(String path, Map<String, ?> body) {
        return good(path, send(jsonPost(path, body)));
    }

    /** As above, again while the key is not known yet: the gateway hears of it a moment after it was made. */
    JsonNode postWithNewKey(String path, Map<String, ?> body) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        HttpResponse<byte[]> answer = send(jsonPost(path, body));
        while (answer.statusCode() == UNAUTHORISED && System.nanoTime() < deadline) {
            pause();
            answer = send(jsonPost(path, body));
        }
        return good(path, answer);
    }

    private HttpRequest.Builder jsonPost(String path, Map<String, ?> body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
        return key.isEmpty() ? request : request.header("X-API-Key", key);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new IllegalStateException(base + " does not answer: " + failed, failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    private static JsonNode good(String path, HttpResponse<byte[]> answer) {
        try {
            JsonNode body = answer.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode() + " " + body);
            }
            return body;
        } catch (IOException failed) {
            throw new IllegalStateException(path + " was answered with something that is not JSON", failed);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
