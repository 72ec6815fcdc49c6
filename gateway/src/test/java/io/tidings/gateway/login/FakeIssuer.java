package io.tidings.gateway.login;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A login service small enough to read: metadata, keys, codes with PKCE, refresh tokens that are good once, logout. What a
 * person does at its pages, tests do with {@link #codeFor}.
 */
public class FakeIssuer implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT_SECRET = "web-secret";
    static final AtomicInteger KEYS_READ = new AtomicInteger();
    static final AtomicInteger RENEWALS = new AtomicInteger();

    /** Seconds an access token lives; 0 makes every request renew its session. */
    static volatile int lifetime = 300;

    static volatile boolean away;

    private static final Map<String, JsonObject> CODES = new ConcurrentHashMap<>();
    private static final Map<String, String> REFRESH_TOKENS = new ConcurrentHashMap<>();
    private static Vertx vertx;
    private static String name;
    private static volatile RsaJsonWebKey key;

    static String name() {
        return name;
    }

    static String redirectUri() {
        return "http://localhost:8080/login/callback";
    }

    /** The person logged in: a code for what the gateway has asked for. */
    static String codeFor(String subject, String nonce, String challenge) {
        String code = UUID.randomUUID().toString();
        CODES.put(
                code,
                new JsonObject().put("subject", subject).put("nonce", nonce).put("challenge", challenge));
        return code;
    }

    static boolean hasSessionOf(String subject) {
        return REFRESH_TOKENS.containsValue(subject);
    }

    static void lockOut(String subject) {
        REFRESH_TOKENS.values().removeIf(subject::equals);
    }

    static void changeKeys() {
        key = newKey();
    }

    static JwtClaims claims(String subject, String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(name);
        claims.setSubject(subject);
        claims.setAudience(audience);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("name", subject.toUpperCase(Locale.ROOT));
        claims.setStringClaim("email", subject + "@example.com");
        return claims;
    }

    static String accessToken(String subject) {
        return signed(claims(subject, "tidings-api"));
    }

    static String signed(JwtClaims claims) {
        return signed(claims, key);
    }

    static String signed(JwtClaims claims, RsaJsonWebKey with) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue(with.getKeyId());
        signature.setKey(with.getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static RsaJsonWebKey key() {
        return key;
    }

    static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(UUID.randomUUID().toString());
            made.setUse("sig");
            return made;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        key = newKey();
        vertx = Vertx.vertx();
        int port = vertx.createHttpServer()
                .requestHandler(FakeIssuer::serve)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        name = "http://localhost:" + port + "/realms/tidings";
        return Map.of(
                "tidings.login.issuer",
                name,
                "tidings.login.client-secret",
                CLIENT_SECRET,
                "tidings.login.cookie-key",
                Base64.getEncoder().encodeToString(new byte[32]),
                "tidings.login.keys-pause",
                "0s");
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void serve(HttpServerRequest request) {
        if (away) {
            request.response().setStatusCode(503).end();
            return;
        }
        switch (request.path().substring("/realms/tidings".length())) {
            case "/.well-known/openid-configuration" -> answer(request, 200, metadata());
            case "/keys" -> {
                KEYS_READ.incrementAndGet();
                JsonObject published = new JsonObject(key.toJson(OutputControlLevel.PUBLIC_ONLY));
                answer(request, 200, new JsonObject().put("keys", new JsonArray(List.of(published))));
            }
            case "/token" ->
                request.setExpectMultipart(true)
                        .endHandler(end -> token(request))
                        .resume();
            case "/logout" ->
                request.setExpectMultipart(true)
                        .endHandler(end -> {
                            REFRESH_TOKENS.remove(request.getFormAttribute("refresh_token"));
                            request.response().setStatusCode(204).end();
                        })
                        .resume();
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static JsonObject metadata() {
        return new JsonObject()
                .put("issuer", name)
                .put("authorization_endpoint", name + "/auth")
                .put("token_endpoint", name + "/token")
                .put("jwks_uri", name + "/keys")
                .put("end_session_endpoint", name + "/logout");
    }

    private static void token(HttpServerRequest request) {
        if (!CLIENT_SECRET.equals(request.getFormAttribute("client_secret"))) {
            answer(request, 401, new JsonObject().put("error", "invalid_client"));
        } else if ("authorization_code".equals(request.getFormAttribute("grant_type"))) {
            JsonObject code = CODES.remove(request.getFormAttribute("code"));
            boolean isGood = code != null
                    && redirectUri().equals(request.getFormAttribute("redirect_uri"))
                    && Attempt.hash(request.getFormAttribute("code_verifier")).equals(code.getString("challenge"));
            answerTokens(request, isGood ? code.getString("subject") : null, isGood ? code.getString("nonce") : null);
        } else {
            RENEWALS.incrementAndGet();
            answerTokens(request, REFRESH_TOKENS.remove(request.getFormAttribute("refresh_token")), null);
        }
    }

    private static void answerTokens(HttpServerRequest request, String subject, String nonce) {
        if (subject == null) {
            answer(request, 400, new JsonObject().put("error", "invalid_grant"));
            return;
        }
        JwtClaims identity = claims(subject, "tidings-web");
        if (nonce != null) {
            identity.setStringClaim("nonce", nonce);
        }
        String refreshToken = UUID.randomUUID().toString();
        REFRESH_TOKENS.put(refreshToken, subject);
        answer(
                request,
                200,
                new JsonObject()
                        .put("access_token", accessToken(subject))
                        .put("id_token", signed(identity))
                        .put("refresh_token", refreshToken)
                        .put("expires_in", lifetime));
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
