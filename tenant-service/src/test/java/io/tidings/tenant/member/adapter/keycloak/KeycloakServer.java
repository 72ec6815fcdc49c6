package io.tidings.tenant.member.adapter.keycloak;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Answers as Keycloak 26 does to the three calls that are made of it. */
final class KeycloakServer implements AutoCloseable {
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final HttpServer server;
    private volatile boolean broken;
    private volatile boolean someoneIsFaster;

    KeycloakServer(Vertx vertx) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body.toString())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** From now on it answers 500. */
    void breakDown() {
        broken = true;
    }

    /** The next user to be made is made by somebody else between the look and the making. */
    void letSomeoneBeFaster() {
        someoneIsFaster = true;
    }

    List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    Map<String, String> users() {
        return Map.copyOf(users);
    }

    private void answer(HttpServerRequest request, String body) {
        synchronized (calls) {
            calls.add(request.method() + " " + request.path());
        }
        if (broken) {
            request.response().setStatusCode(500).end("<html>down</html>");
        } else if (request.path().equals("/realms/shop/protocol/openid-connect/token")) {
            var good = body.equals("grant_type=client_credentials&client_id=tidings-admin&client_secret=s%26cret");
            request.response()
                    .setStatusCode(good ? 200 : 401)
                    .end(good ? "{\"access_token\":\"the-token\"}" : "{\"error\":\"unauthorized_client\"}");
        } else if (!"Bearer the-token".equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
        } else if (request.path().equals("/admin/realms/shop/users")) {
            users(request, body);
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private void users(HttpServerRequest request, String body) {
        if (request.method().name().equals("GET")) {
            var found = new JsonArray();
            var asked = request.getParam("email");
            users.forEach((email, id) -> {
                // Keycloak's search is generous: what it found is checked by whoever asked
                if (email.startsWith(asked.substring(0, 1))) {
                    found.add(new JsonObject().put("id", id).put("email", email));
                }
            });
            request.response().putHeader("Content-Type", "application/json").end(found.encode());
            return;
        }
        var email = new JsonObject(body).getString("email");
        if (someoneIsFaster) {
            someoneIsFaster = false;
            users.put(email, UUID.randomUUID().toString());
        }
        var isNew = users.putIfAbsent(email, UUID.randomUUID().toString()) == null;
        request.response().setStatusCode(isNew ? 201 : 409).end();
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
