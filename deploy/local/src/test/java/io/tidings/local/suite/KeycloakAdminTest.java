package io.tidings.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is asked of Keycloak; that the real one does it, the scenario of the login shows. */
class KeycloakAdminTest {
    private static final String CLIENT = """
            [{"id":"7","clientId":"tidings-web","redirectUris":["http://localhost:8080/login/callback"],
              "attributes":{"pkce.code.challenge.method":"S256"}}]""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> people = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private KeycloakAdmin admin;

    @BeforeEach
    void keycloak() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        admin = new KeycloakAdmin("http://localhost:" + server.getAddress().getPort(), "tidings", "p&w");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_address_that_is_right_is_left_alone() {
        admin.callback("http://localhost:8080");
        assertThat(asked).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void another_port_of_the_gateway_becomes_the_one_address_and_all_else_stays() {
        admin.callback("http://localhost:9080");
        assertThat(asked.getLast())
                .startsWith("PUT /admin/realms/tidings/clients/7 ")
                .contains("\"redirectUris\":[\"http://localhost:9080/login/callback\"]")
                .contains("\"post.logout.redirect.uris\":\"http://localhost:9080/\"")
                .contains("\"pkce.code.challenge.method\":\"S256\"");
    }

    @Test
    void a_person_is_made_once_and_then_given_the_password() {
        admin.person("ana+x@example.com", "Ana", "Baker", "secret");
        admin.person("ana+x@example.com", "Ana", "Baker", "other");
        assertThat(asked).filteredOn(call -> call.startsWith("POST /admin")).hasSize(1);
        assertThat(asked).contains("GET /admin/realms/tidings/users?exact=true&email=ana%2Bx%40example.com ");
        assertThat(asked.getLast())
                .startsWith("PUT /admin/realms/tidings/users/11/reset-password ")
                .contains("\"value\":\"other\"")
                .contains("\"temporary\":false");
        assertThat(asked.getFirst()).endsWith("&username=admin&password=p%26w");
    }

    @Test
    void a_refusal_is_told_without_what_was_sent() {
        server.removeContext("/");
        server.createContext("/", exchange -> answer(exchange, 401, "{}"));
        assertThatThrownBy(() -> admin.callback("http://localhost:8080"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Keycloak answered /realms/master/protocol/openid-connect/token with 401");
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        asked.add(method + " " + exchange.getRequestURI() + " " + body);
        if (path.endsWith("/token")) {
            answer(exchange, 200, "{\"access_token\":\"t\"}");
        } else if (path.endsWith("/clients")) {
            answer(exchange, 200, CLIENT);
        } else if (path.endsWith("/users") && method.equals("GET")) {
            answer(exchange, 200, people.isEmpty() ? "[]" : "[{\"id\":\"11\"}]");
        } else {
            if (path.endsWith("/users")) {
                people.add(body);
            }
            answer(exchange, 204, "");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
