package io.tidings.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The five services as one server that remembers what reached it and behaves as the path's last segment says, and the
 * secrets the gateway needs to start.
 */
public class StubServices implements QuarkusTestResourceLifecycleManager {
    /** What reached a service. */
    public record Arrived(String method, String uri, Map<String, List<String>> headers, long bodyBytes) {
        String header(String name) {
            List<String> values = headers.getOrDefault(name, List.of());
            return values.isEmpty() ? "" : String.join("|", values);
        }
    }

    /** All five say the same; each path is taken from its owner. */
    private static final String DOCUMENT = """
            {"openapi": "3.1.0", "paths": {
              "/api/v1/orders": {"get": {"x-permission": "orders:read", "x-problem-codes": ["page.cursor"],
                "responses": {"200": {"description": "OK"}, "400": {"description": "page.cursor", "x-problem-codes": ["page.cursor"]}}}},
              "/api/v1/contacts": {"post": {"x-permission": "contacts:write", "requestBody": {}, "responses": {}}},
              "/q/secret": {"get": {"x-permission": "public", "responses": {}}}},
             "components": {"schemas": {"Problem": {"type": "object"}}}}
            """;

    static final String OPERATOR_KEY = "tdg_operator_" + "o".repeat(40);
    private static final ConcurrentLinkedDeque<Arrived> ARRIVED = new ConcurrentLinkedDeque<>();
    private static OctetKeyPairJsonWebKey signingKey;
    private static Vertx vertx;
    private static HttpServer server;
    private static int port;

    public static Arrived last() {
        return ARRIVED.getLast();
    }

    static List<Arrived> since(int before) {
        return ARRIVED.stream().skip(before).toList();
    }

    public static int count() {
        return ARRIVED.size();
    }

    public static void shut() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get();
    }

    public static void restart() throws Exception {
        server = listen(port);
    }

    /** The internal token of the last request that reached a service. */
    public static String authorization() {
        return last().header("Authorization");
    }

    public static JwtClaims claims(String authorization, String audience) throws Exception {
        return new JwtConsumerBuilder()
                .setVerificationKey(signingKey.getPublicKey())
                .setExpectedAudience(audience)
                .setExpectedIssuer("tidings-gateway")
                .setRequireExpirationTime()
                .build()
                .processToClaims(authorization.substring("Bearer ".length()));
    }

    @Override
    public Map<String, String> start() {
        try {
            signingKey = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            signingKey.setKeyId("test-1");
            Path file = Files.createTempFile("gateway", ".jwk");
            Files.writeString(file, signingKey.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            file.toFile().deleteOnExit();
            vertx = Vertx.vertx();
            server = listen(0);
            port = server.actualPort();
            Map<String, String> settings = new HashMap<>();
            settings.put("tidings.token.key", file.toString());
            settings.put("tidings.resolution.operator-key-sha256", sha256(OPERATOR_KEY));
            settings.put("tidings.proxy.response-timeout", "5s");
            settings.put("tidings.proxy.body-timeout", "5s");
            settings.put("tidings.connection.head-timeout", "3s");
            settings.put("tidings.connection.rest-timeout", "3s");
            settings.put("tidings.openapi.refresh", "200ms");
            for (String service : List.of("tenant", "messaging", "billing", "commerce", "campaign")) {
                settings.put("tidings.proxy.services." + service, "http://localhost:" + port);
            }
            return settings;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpServer listen(int onPort) throws Exception {
        return vertx.createHttpServer(new HttpServerOptions().setPort(onPort).setHost("localhost"))
                .requestHandler(StubServices::serve)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static void serve(HttpServerRequest request) {
        if (request.path().equals("/q/health/ready")) {
            request.response().end();
            return;
        }
        if (request.path().equals("/q/openapi")) {
            request.response().putHeader("Content-Type", "application/json").end(DOCUMENT);
            return;
        }
        request.body().onSuccess(body -> {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            request.headers()
                    .names()
                    .forEach(name -> headers.put(name, request.headers().getAll(name)));
            ARRIVED.add(new Arrived(request.method().name(), request.uri(), headers, body.length()));
            behave(request, body);
        });
    }

    private static void behave(HttpServerRequest request, Buffer body) {
        String path = request.path();
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "silent" -> {} // never answers
            case "break-off" ->
                request.response()
                        .setChunked(true)
                        .write("the first half")
                        .onComplete(written -> request.connection().close());
            case "hang-up" -> request.connection().close();
            case "nothing" -> request.response().setStatusCode(204).end();
            case "unchanged" ->
                request.response().setStatusCode(304).putHeader("ETag", "\"1\"").end();
            case "error" -> request.response().setStatusCode(500).end("{\"code\":\"internal\"}");
            case "overloaded" -> request.response().setStatusCode(503).end();
            case "echo" -> request.response().end(body);
            case "chatty" ->
                request.response()
                        .putHeader("Server", "inside/1")
                        .putHeader("X-Powered-By", "inside")
                        .putHeader("X-Tenant-Id", "t")
                        .putHeader("RateLimit", "inside")
                        .putHeader("ETag", "\"7\"")
                        .putHeader("Content-Length", "5")
                        .end("hello");
            case "stream" -> {
                request.response().setChunked(true);
                for (int i = 0; i < 100; i++) {
                    request.response().write("0123456789");
                }
                request.response().end();
            }
            default ->
                request.response().putHeader("Content-Type", "application/json").end("{\"ok\":true}");
        }
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes());
        return java.util.HexFormat.of().formatHex(digest);
    }
}
