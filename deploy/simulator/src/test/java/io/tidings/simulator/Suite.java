package io.tidings.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A stand-in for the suite: takes webhooks, keeps them raw, and answers what it is told to. */
final class Suite implements AutoCloseable {

    record Hook(MultiMap headers, byte[] body) {
        JsonNode json() {
            return Json.parse(body);
        }
    }

    private final Vertx vertx = Vertx.vertx(Simulator.options());
    private final HttpServer server;
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final AtomicInteger failing = new AtomicInteger();
    private volatile boolean silent;
    private volatile String verifyToken = "";

    Suite() throws Exception {
        this(0);
    }

    Suite(int port) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private void take(HttpServerRequest request) {
        if (request.method().name().equals("GET")) {
            boolean right = verifyToken.equals(request.getParam("hub.verify_token"));
            request.response().setStatusCode(right ? 200 : 403).end(right ? request.getParam("hub.challenge") : "");
            return;
        }
        request.body().onSuccess(body -> {
            hooks.add(new Hook(request.headers(), body.getBytes()));
            if (!silent) {
                request.response()
                        .setStatusCode(failing.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? 503 : 200)
                        .end();
            }
        });
    }

    void failNext(int times) {
        failing.set(times);
    }

    void neverAnswer() {
        silent = true;
    }

    void expectToken(String token) {
        verifyToken = token;
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/webhook";
    }

    List<Hook> hooks() {
        return List.copyOf(hooks);
    }

    /** All statuses received, in order of arrival. */
    List<JsonNode> statuses() {
        return values("statuses");
    }

    List<String> statusNames() {
        return statuses().stream().map(status -> status.path("status").asText()).toList();
    }

    List<JsonNode> messages() {
        return values("messages");
    }

    private List<JsonNode> values(String name) {
        var all = new ArrayList<JsonNode>();
        for (var hook : hooks) {
            for (var entry : hook.json().path("entry")) {
                for (var change : entry.path("changes")) {
                    change.path("value").path(name).forEach(all::add);
                }
            }
        }
        return all;
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }
}
