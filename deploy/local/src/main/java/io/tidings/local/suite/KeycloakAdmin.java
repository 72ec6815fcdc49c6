package io.tidings.local.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the launcher does in the realm after its import, through Keycloak's Admin REST API as the console's administrator. */
final class KeycloakAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final String server;
    private final String realm;
    private final String password;

    KeycloakAdmin(String server, String realm, String password) {
        this.server = server;
        this.realm = server + "/admin/realms/" + realm;
        this.password = password;
    }

    /** The one address browsers may be sent back to; it changes with the gateway's port. */
    void callback(String publicUrl) {
        String token = token();
        for (JsonNode found : call("GET", realm + "/clients?clientId=tidings-web", null, token)) {
            ObjectNode web = (ObjectNode) found;
            ArrayNode wanted = JSON.createArrayNode().add(publicUrl + "/login/callback");
            if (!web.path("redirectUris").equals(wanted)) {
                web.set("redirectUris", wanted);
                ((ObjectNode) web.path("attributes")).put("post.logout.redirect.uris", publicUrl + "/");
                call("PUT", realm + "/clients/" + web.path("id").asText(), web, token);
            }
        }
    }

    /** A person with a confirmed address; when there is one with that address, their password is set. */
    void person(String email, String firstName, String lastName, String userPassword) {
        String token = token();
        ObjectNode person = JSON.createObjectNode()
                .put("username", email)
                .put("email", email)
                .put("emailVerified", true)
                .put("enabled", true)
                .put("firstName", firstName)
                .put("lastName", lastName);
        String query = realm + "/users?exact=true&email=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        if (call("GET", query, null, token).isEmpty()) {
            call("POST", realm + "/users", person, token);
        }
        String id = call("GET", query, null, token).path(0).path("id").asText();
        ObjectNode credential = JSON.createObjectNode()
                .put("type", "password")
                .put("value", userPassword)
                .put("temporary", false);
        call("PUT", realm + "/users/" + id + "/reset-password", credential, token);
    }

    /** From the master realm, whose console the realm of the suite knows nothing of. */
    private String token() {
        String form = "grant_type=password&client_id=admin-cli&username=admin&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + "/realms/master/protocol/openid-connect/token"))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return send(request).path("access_token").asText();
    }

    private JsonNode call(String method, String address, @Nullable JsonNode body, String token) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        "Keycloak answered " + request.uri().getPath() + " with " + answer.statusCode());
            }
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException failed) {
            throw new IllegalStateException("Keycloak did not answer", failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keycloak was asked");
        }
    }
}
