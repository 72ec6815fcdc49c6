package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The real Keycloak with the suite's realm. Its archive is large and fetched by {@code ./tidings up} only: where that has
 * not been yet, {@code -Dtidings.keycloak.zip=…} names a copy, and without either this is skipped.
 */
class KeycloakNodeTest {
    private static final Path REALM = Path.of("../../deploy/keycloak/tidings-realm.json");
    private static final String ANYWHERE = "http://127.0.0.1:1/";

    @TempDir
    static Path folder;

    static PostgresNode postgres;
    static KeycloakNode node;

    @BeforeAll
    static void start() {
        KeycloakDistribution distribution = KeycloakDistribution.of(REALM);
        Optional<Path> zip =
                Optional.ofNullable(System.getProperty("tidings.keycloak.zip")).map(Path::of);
        assumeThat(distribution.isBuilt() || zip.isPresent())
                .as("Keycloak's archive is here: ./tidings up fetches it, -Dtidings.keycloak.zip=… names a copy")
                .isTrue();
        zip.ifPresent(archive -> distribution.build(archive, folder.resolve("build.log")));
        postgres = PostgresNode.start(PostgresSettings.forTests(folder).fast());
        ServiceDatabase database =
                new ServiceDatabase("tidings_keycloak", "tidings_keycloak", "secret", "tidings_keycloak", "secret");
        postgres.createDatabase(database);
        node = KeycloakNode.start(new KeycloakSettings(
                distribution.home(),
                folder.resolve("keycloak.log"),
                FreePort.any(),
                postgres.port(),
                database,
                "admin-of-a-test",
                Map.of(
                        "TIDINGS_PUBLIC_URL", "http://localhost:8080",
                        "TIDINGS_LOGIN_CLIENT_SECRET", "web-secret",
                        "TIDINGS_KEYCLOAK_CLIENT_SECRET", "admin-secret"),
                KeycloakSettings.SMALL_JVM,
                Launch.Lifetime.ENDS_WITH_STARTER));
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
            assertThat(node.process().isAlive()).isFalse();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void its_issuer_is_the_address_it_is_reached_at() throws Exception {
        assertThat(get("/realms/tidings/.well-known/openid-configuration"))
                .contains("\"issuer\":\"" + node.address() + "/realms/tidings\"");
    }

    @Test
    void a_password_is_never_taken_from_a_client() throws Exception {
        for (String client : new String[] {"tidings-web&client_secret=web-secret", "tidings-cli", "admin-cli"}) {
            assertThat(token("grant_type=password&username=a&password=b&client_id=" + client))
                    .as(client)
                    .containsAnyOf("unauthorized_client", "invalid_client");
        }
    }

    @Test
    void a_browser_is_sent_back_to_the_exact_address_only_and_needs_a_challenge() throws Exception {
        String challenge = "&code_challenge_method=S256&code_challenge=" + "c".repeat(43);
        String ours = "http://localhost:8080/login/callback";
        assertThat(authorize("code", ours, challenge)).contains("kc-form-login");
        assertThat(authorize("code", ours + "/more", challenge)).contains("Invalid parameter: redirect_uri");
        assertThat(authorize("code", ANYWHERE, challenge)).contains("Invalid parameter: redirect_uri");
        assertThat(authorize("code", ours, "")).contains("error=invalid_request");
        assertThat(authorize("code", ours, challenge.replace("S256", "plain"))).contains("error=invalid_request");
        assertThat(authorize("token", ours, challenge)).contains("error=unauthorized_client");
    }

    @Test
    void the_account_for_invitations_manages_people_and_nothing_else() throws Exception {
        String answer = token("grant_type=client_credentials&client_id=tidings-admin&client_secret=admin-secret");
        String bearer = answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        assertThat(status("/admin/realms/tidings/users?email=a@b.example", bearer))
                .isEqualTo(200);
        assertThat(status("/admin/realms/tidings/clients", bearer)).isEqualTo(403);
        assertThat(status("/admin/realms/master/users", bearer)).isIn(401, 403);
    }

    @Test
    void no_secret_is_in_its_log() throws Exception {
        assertThat(Files.readString(folder.resolve("keycloak.log")))
                .contains("Realm 'tidings' imported")
                .doesNotContain("web-secret", "admin-secret", "admin-of-a-test");
    }

    private static String authorize(String type, String redirect, String challenge) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at("/realms/tidings/protocol/openid-connect/auth"
                + "?client_id=tidings-web&scope=openid&state=s&response_type=" + type + "&redirect_uri=" + redirect
                + challenge)));
        return answer.headers().firstValue("Location").orElse("") + answer.body();
    }

    private static String token(String form) throws Exception {
        return send(HttpRequest.newBuilder(at("/realms/tidings/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .body();
    }

    private static int status(String path, String bearer) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + bearer))
                .statusCode();
    }

    private static String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(at(path))).body();
    }

    private static URI at(String path) {
        return node.address().resolve(path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
