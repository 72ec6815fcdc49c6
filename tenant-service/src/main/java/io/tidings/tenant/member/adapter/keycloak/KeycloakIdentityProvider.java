package io.tidings.tenant.member.adapter.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.application.IdentityProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@link IdentityProvider} on Keycloak's Admin REST API, with the client credentials of a service account. Looks for the
 * address, makes the user when there is none, and looks again: whoever else made it meanwhile is found then (409). A token
 * is asked for each time: invitations are rare, and a kept token is one more thing that can be stale.
 */
@ApplicationScoped
class KeycloakIdentityProvider implements IdentityProvider {
    private static final Logger LOG = Logger.getLogger(KeycloakIdentityProvider.class);
    private static final int LAST = 10_000; // calls under way end first

    private final HttpClient client;
    private final KeycloakSettings settings;

    KeycloakIdentityProvider(Vertx vertx, KeycloakSettings settings) {
        this.settings = settings;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.timeout().toMillis())
                .setTcpNoDelay(true));
    }

    /** What was answered; the body is empty when there is none. */
    private record Answer(int status, Buffer body) {
        JsonObject object() {
            return body.toJsonObject();
        }

        JsonArray array() {
            return body.toJsonArray();
        }
    }

    @Override
    public Uni<String> findOrCreate(TenantId tenant, String email) {
        if (settings.url().isEmpty() || settings.clientSecret().isEmpty()) {
            return Uni.createFrom().failure(new NotConfigured());
        }
        var address = email.toLowerCase(Locale.ROOT);
        return token().chain(token -> find(token, address)
                        .chain(found -> found.isPresent()
                                ? Uni.createFrom().item(found)
                                : create(token, address).chain(() -> find(token, address))))
                .map(found -> found.orElseThrow(() -> new IllegalStateException("The new user is not found")))
                .ifNoItem()
                .after(settings.timeout().multipliedBy(4))
                .fail()
                .onFailure(failure -> !(failure instanceof Unavailable))
                .transform(failure -> {
                    LOG.warnf("Keycloak: %s", failure.toString());
                    return new Unavailable();
                });
    }

    private Uni<String> token() {
        var form = "grant_type=client_credentials&client_id=" + encoded(settings.clientId()) + "&client_secret="
                + encoded(settings.clientSecret().orElseThrow());
        return call(
                        HttpMethod.POST,
                        "/realms/" + encoded(settings.realm()) + "/protocol/openid-connect/token",
                        null,
                        "application/x-www-form-urlencoded",
                        form)
                .map(answer -> expected(answer, 200).object().getString("access_token"));
    }

    private Uni<Optional<String>> find(String token, String address) {
        return call(HttpMethod.GET, users() + "?exact=true&max=2&email=" + encoded(address), token, null, null)
                .map(answer -> subject(expected(answer, 200).array(), address));
    }

    /** The one whose address it is: what Keycloak takes for exact is for it to say, whom we let in is for us. */
    private static Optional<String> subject(JsonArray users, String address) {
        for (var i = 0; i < users.size(); i++) {
            var user = users.getJsonObject(i);
            if (address.equalsIgnoreCase(user.getString("email"))) {
                return Optional.of(user.getString("id"));
            }
        }
        return Optional.empty();
    }

    /** The address is not verified by this: the person does that at Keycloak, at the first log-in. */
    private Uni<Void> create(String token, String address) {
        var user = new JsonObject()
                .put("username", address)
                .put("email", address)
                .put("enabled", true)
                .put("emailVerified", false);
        return call(HttpMethod.POST, users(), token, "application/json", user.encode())
                .invoke(answer -> {
                    if (answer.status() != 409) { // somebody else was faster
                        expected(answer, 201);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Answer> call(
            HttpMethod method,
            String path,
            @Nullable String token,
            @Nullable String contentType,
            @Nullable String body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(settings.url().orElseThrow() + path)
                .setTimeout(settings.timeout().toMillis())
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json");
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            options.putHeader("Content-Type", contentType);
        }
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> exchange(request, body))
                        .toCompletionStage());
    }

    /** Composed within the connection's thread: from another one the body could have passed before it is listened for. */
    private static Future<Answer> exchange(HttpClientRequest request, @Nullable String body) {
        return (body == null ? request.send() : request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(read -> new Answer(response.statusCode(), read)));
    }

    private static Answer expected(Answer answer, int status) {
        if (answer.status() != status) {
            throw new DecodeException("status " + answer.status()); // the body may quote the address
        }
        return answer;
    }

    private String users() {
        return "/admin/realms/" + encoded(settings.realm()) + "/users";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent end) {
        client.close();
    }
}
