package io.tidings.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.shopify.ShopifySettings;
import io.tidings.simulator.whatsapp.WhatsAppSettings;
import io.tidings.simulator.whatsapp.WhatsAppSettings.Timings;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The simulator on a free port, and a client that speaks to it as the suite and the tests do. */
final class RunningSimulator implements AutoCloseable {

    static final String SECRET = "app-secret";
    static final String VERIFY_TOKEN = "verify & token";
    static final String NUMBER = "106540352242922";
    static final String TOKEN = "EAAtoken";

    record Answer(int status, String text) {
        JsonNode json() {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        }

        int errorCode() {
            return json().at("/error/code").asInt();
        }

        String wamid() {
            return json().at("/messages/0/id").asText();
        }
    }

    private final Vertx vertx = Vertx.vertx(Simulator.options());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimulatorServer server;

    RunningSimulator(Path directory, @Nullable String webhook) throws Exception {
        server = new SimulatorServer(new SimulatorSettings(
                "127.0.0.1",
                0,
                directory,
                directory.resolve("clock"),
                new WhatsAppSettings(
                        SECRET,
                        VERIFY_TOKEN,
                        webhook == null ? null : URI.create(webhook),
                        new Timings(5, 25, 45),
                        Duration.ofMinutes(1)),
                new ShopifySettings(Duration.ofMillis(10))));
        vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().get();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return call("POST", path, json);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    Answer get(String path, String authorization) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(uri(path)).header("Authorization", authorization));
    }

    /** A form-encoded POST. */
    Answer form(String path, String authorization, Map<String, String> form) throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call(HttpRequest.newBuilder(uri(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return call("DELETE", path, "");
    }

    Answer call(String method, String path, String json) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A send as the suite makes it. */
    Answer send(String json) throws IOException, InterruptedException {
        return send("v23.0", NUMBER, "Bearer " + TOKEN, json);
    }

    Answer send(String version, String number, @Nullable String authorization, String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/" + version + "/" + number + "/messages"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return call(request);
    }

    Answer sendTemplate(String to, String opaque) throws IOException, InterruptedException {
        return send(template(to, opaque));
    }

    private Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    static String template(String to, String opaque) {
        return """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"template",
                 "biz_opaque_callback_data":"%s",
                 "template":{"name":"delivery_confirmation","language":{"code":"en"},"components":[
                   {"type":"body","parameters":[{"type":"text","text":"Inés"},{"type":"text","text":"#1001"}]}]}}""".formatted(to, opaque);
    }

    static String text(String to, String body) {
        return """
                {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"%s"}}""".formatted(to, body);
    }

    List<JsonNode> journal(String kind) throws IOException, InterruptedException {
        var entries = new ArrayList<JsonNode>();
        get("/simulator/journal?limit=1000&kind=" + kind).json().path("entries").forEach(entries::add);
        return entries;
    }

    /** Stops without telling anybody; what is on disk is all that is left. */
    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }
}
