package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.build.Build;
import io.tidings.local.suite.Login;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody logs in with a browser, at the real Keycloak, works in a tenant and logs out. The first time on a machine Keycloak
 * is fetched and built. {@code -Dtidings.scenarios.login=false} leaves it out.
 */
class LoginTest {
    private static final String PASSWORD = "a long and secret sentence";
    private static final Map<String, String> OWN_PAGE = Map.of("Sec-Fetch-Site", "same-origin");

    private final World world = World.get();
    private final Bus bus = new Bus(world);
    private final String gateway = world.suite().address(Part.GATEWAY).toString();

    @BeforeAll
    static void keycloak_runs() {
        assumeThat(System.getProperty("tidings.scenarios.login", "true"))
                .as("-Dtidings.scenarios.login")
                .isEqualTo("true");
        var suite = World.get().suite();
        Login login = suite.login();
        if (!login.isBuilt()) {
            Path folder = suite.settings().state().resolve("build");
            new Build(suite.settings().root(), suite.settings().state())
                    .fetch(Login.ARTIFACT, folder, suite.logs().resolve("build.log"));
            login.build(folder, suite.log(Part.LOGIN));
        }
        login.start(Progress.SILENT);
    }

    private String personCalled(String name) {
        String email = name + "-" + UUID.randomUUID() + "@example.com";
        world.suite().login().person(email, "Ana", "Baker", PASSWORD);
        return email;
    }

    /** From {@code /login} through Keycloak's own form back to the gateway; the browser then has a session. */
    private Browser logIn(String host, String email) {
        var browser = new Browser();
        var form = browser.get(host + "/login?to=/api/v1/me");
        assertThat(form.url()).startsWith(world.suite().address(Part.LOGIN) + "/realms/tidings/");
        var landed = browser.submit(form, Map.of("username", email, "password", PASSWORD));
        assertThat(landed.url()).isEqualTo(host + "/api/v1/me");
        assertThat(landed.status()).isEqualTo(200);
        return browser;
    }

    @Test
    void a_member_logs_in_works_with_their_role_and_logs_out() {
        var shop = world.shop();
        var email = personCalled("ana");
        var browser = logIn(gateway, email);
        JsonNode me = browser.get(gateway + "/api/v1/me").json();
        assertThat(me.path("email").asText()).isEqualTo(email);
        assertThat(me.path("memberships")).isEmpty();
        assertThat(browser.get(gateway + "/api/v1/orders").json().path("code").asText())
                .isEqualTo("membership.missing");

        bus.member(shop.tenant(), me.path("subject").asText(), "member", List.of("orders:read"));
        World.soon().until(() -> browser.get(gateway + "/api/v1/orders").status() == 200);
        var order = Door.json(Shop.order(World.phone()));
        assertThat(browser.post(gateway + "/api/v1/orders", order, Map.of())
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("login.cross-site");
        assertThat(browser.post(gateway + "/api/v1/orders", order, OWN_PAGE).status())
                .isEqualTo(403);

        bus.member(shop.tenant(), me.path("subject").asText(), "admin", List.of("*"));
        World.soon()
                .until(() -> browser.post(gateway + "/api/v1/orders", order, OWN_PAGE)
                                .status()
                        == 201);

        assertThat(browser.post(gateway + "/logout", new byte[0], OWN_PAGE).status())
                .isEqualTo(204);
        assertThat(browser.get(gateway + "/api/v1/me").status()).isEqualTo(401);
        // out at Keycloak too: it asks for the password again
        assertThat(browser.get(gateway + "/login").body()).contains("kc-form-login");
    }

    @Test
    void a_person_founds_a_tenant_invites_another_who_works_there_and_is_put_out() {
        var owner = logIn(gateway, personCalled("olga"));
        var slug = "founded-" + UUID.randomUUID().toString().substring(0, 8);
        JsonNode tenant = owner.post(
                        gateway + "/api/v1/tenants", Door.json(Map.of("name", "Olga's", "slug", slug)), OWN_PAGE)
                .json();
        var users = gateway + "/api/v1/tenants/" + tenant.path("id").asText() + "/users";
        // they begin on the free plan, which asks for patience between calls
        world.operator()
                .put("/api/v1/tenants/" + tenant.path("id").asText(), Map.of("plan", "enterprise"))
                .ok();
        World.soon().until(() -> owner.get(users).status() == 200);
        var email = personCalled("mia");
        JsonNode invited = owner.post(users, Door.json(Map.of("email", email, "role", "member")), OWN_PAGE)
                .json();

        var member = logIn(gateway, email);
        var accept = gateway + "/api/v1/invitations/" + invited.path("token").asText() + "/accept";
        assertThat(owner.post(accept, new byte[0], OWN_PAGE).status()).isEqualTo(403);
        assertThat(member.post(accept, new byte[0], OWN_PAGE)
                        .json()
                        .path("role")
                        .asText())
                .isEqualTo("member");
        assertThat(member.post(accept, new byte[0], OWN_PAGE).status()).isEqualTo(404);

        World.soon().until(() -> member.get(gateway + "/api/v1/orders").status() == 200);
        var order = Door.json(Shop.order(World.phone()));
        assertThat(member.post(gateway + "/api/v1/orders", order, OWN_PAGE).status())
                .isEqualTo(201);
        // a member does not invite
        assertThat(member.post(users, Door.json(Map.of("email", email, "role", "member")), OWN_PAGE)
                        .status())
                .isEqualTo(403);

        var removed = new Trials("a removed member");
        removed.time(
                () -> assertThat(owner.send(
                                        "DELETE",
                                        users + "/" + invited.path("user_id").asText(),
                                        null,
                                        OWN_PAGE)
                                .status())
                        .isEqualTo(204),
                () -> member.get(gateway + "/api/v1/orders").status() == 403);
        for (int i = 1; i < Trials.COUNT; i++) {
            joinAndBeRemoved(owner, member, users, email, removed);
        }
        removed.assertWithinASecond();
    }

    private void joinAndBeRemoved(Browser owner, Browser member, String users, String email, Trials removed) {
        JsonNode invited = owner.post(users, Door.json(Map.of("email", email, "role", "member")), OWN_PAGE)
                .json();
        member.post(
                gateway + "/api/v1/invitations/" + invited.path("token").asText() + "/accept", new byte[0], OWN_PAGE);
        World.soon().until(() -> member.get(gateway + "/api/v1/orders").status() == 200);
        removed.time(
                () -> owner.send("DELETE", users + "/" + invited.path("user_id").asText(), null, OWN_PAGE),
                () -> member.get(gateway + "/api/v1/orders").status() == 403);
    }

    @Test
    void a_wrong_password_logs_nobody_in() {
        var browser = new Browser();
        var form = browser.get(gateway + "/login");
        var again = browser.submit(form, Map.of("username", personCalled("ben"), "password", "a wrong one"));
        assertThat(again.body()).contains("kc-form-login");
        assertThat(browser.get(gateway + "/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void a_script_gets_a_persons_token_by_the_device_flow_and_the_gateway_takes_it() {
        var email = personCalled("cid");
        var realm = world.suite().address(Part.LOGIN) + "/realms/tidings/protocol/openid-connect";
        var script = new Browser();
        JsonNode begun = script.form(realm + "/auth/device", Map.of("client_id", "tidings-cli", "scope", "openid"))
                .json();

        var person = new Browser();
        var form = person.get(begun.path("verification_uri_complete").asText());
        var consent = person.submit(form, Map.of("username", email, "password", PASSWORD));
        person.submit(consent, Map.of("accept", "Yes"));

        JsonNode tokens = script.form(
                        realm + "/token",
                        Map.of(
                                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                                "device_code", begun.path("device_code").asText(),
                                "client_id", "tidings-cli"))
                .json();
        var token = tokens.path("access_token").asText();
        assertThat(token).isNotEmpty();
        var bearer = Map.of("Authorization", "Bearer " + token);
        assertThat(script.send("GET", gateway + "/api/v1/me", null, bearer)
                        .json()
                        .path("email")
                        .asText())
                .isEqualTo(email);
        var identity =
                Map.of("Authorization", "Bearer " + tokens.path("id_token").asText());
        assertThat(script.send("GET", gateway + "/api/v1/me", null, identity).status())
                .isEqualTo(401);
    }
}
