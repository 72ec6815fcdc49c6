package io.tidings.gateway.login;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

/**
 * The login service, over HTTP and never waited for on a thread. Its addresses come from its metadata (OpenID Connect
 * Discovery), read when they are first needed and kept.
 */
@Singleton
class Issuer {
    /** Where the parts of the login service are. @param endSession ends a session there; may be missing */
    record Endpoints(
            URI authorization,
            URI token,
            URI keys,
            @Nullable URI endSession) {}

    /** It answered, and the answer is no. */
    static final class Refused extends RuntimeException {
        Refused(String error) {
            super(error, null, false, false);
        }
    }

    private final LoginSettings settings;
    private final HttpClient client;
    private volatile @Nullable Endpoints known;

    Issuer(Vertx vertx, LoginSettings settings) {
        this.settings = settings;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.timeout().toMillis())
                        .setKeepAliveTimeout(20),
                new PoolOptions().setHttp1MaxSize(8));
    }

    Future<Endpoints> endpoints() {
        Endpoints endpoints = known;
        if (endpoints != null) {
            return Future.succeededFuture(endpoints);
        }
        return get(URI.create(name() + "/.well-known/openid-configuration")).map(metadata -> {
            // OpenID Connect Discovery section 4.3: or somebody else could speak for it.
            if (!name().equals(metadata.getString("issuer"))) {
                throw new IllegalStateException("tidings.login.issuer is not the name its metadata gives");
            }
            String endSession = metadata.getString("end_session_endpoint");
            Endpoints read = new Endpoints(
                    URI.create(metadata.getString("authorization_endpoint")),
                    URI.create(metadata.getString("token_endpoint")),
                    URI.create(metadata.getString("jwks_uri")),
                    endSession == null ? null : URI.create(endSession));
            known = read;
            return read;
        });
    }

    /** Its keys, as a JWK set. */
    Future<String> keys() {
        return endpoints().compose(endpoints -> get(endpoints.keys())).map(JsonObject::encode);
    }

    /** Tokens for a code or a refresh token. Fails with {@link Refused} when the issuer says no. */
    Future<JsonObject> tokens(Map<String, String> form) {
        return endpoints().compose(endpoints -> post(endpoints.token(), form));
    }

    /** Ends the person's session at the issuer, by the refresh token that belongs to it. */
    Future<JsonObject> endSession(String refreshToken) {
        return endpoints()
                .compose(endpoints -> endpoints.endSession() == null
                        ? Future.succeededFuture(new JsonObject())
                        : post(endpoints.endSession(), Map.of("refresh_token", refreshToken)));
    }

    String name() {
        return settings.issuer().map(URI::toString).orElse("");
    }

    private Future<JsonObject> get(URI address) {
        return send(HttpMethod.GET, address, null);
    }

    private Future<JsonObject> post(URI address, Map<String, String> fields) {
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .addAll(fields)
                .add("client_id", settings.clientId())
                .add("client_secret", settings.clientSecret().orElse(""));
        return send(HttpMethod.POST, address, form);
    }

    private Future<JsonObject> send(HttpMethod method, URI address, @Nullable MultiMap form) {
        RequestOptions target = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address.toString())
                .setTimeout(settings.timeout().toMillis())
                .putHeader(HttpHeaders.ACCEPT, "application/json");
        if (form != null) {
            target.putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        return client.request(target).compose(request -> exchange(request, form));
    }

    /** Composed within the connection's thread: from another one the body could have passed before it is listened for. */
    private static Future<JsonObject> exchange(HttpClientRequest request, @Nullable MultiMap form) {
        return (form == null ? request.send() : request.send(Buffer.buffer(encoded(form))))
                .compose(response -> response.body().map(body -> read(response.statusCode(), body)));
    }

    private static JsonObject read(int status, Buffer body) {
        if (status >= 500) {
            throw new IllegalStateException("The login service answered " + status);
        }
        JsonObject answer = body.length() == 0 ? new JsonObject() : body.toJsonObject();
        if (status >= 300) {
            throw new Refused(status + " " + answer.getString("error", ""));
        }
        return answer;
    }

    private static String encoded(MultiMap form) {
        return form.entries().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
