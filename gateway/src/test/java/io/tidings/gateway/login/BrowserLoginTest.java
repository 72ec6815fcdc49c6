package io.tidings.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.tidings.gateway.StubServices;
import io.tidings.gateway.directory.HandFedDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

/** A browser logs in, works and logs out. */
@QuarkusTest
@WithTestResource(StubServices.class)
@WithTestResource(FakeIssuer.class)
class BrowserLoginTest {
    private static final String OWN = "localhost:8080";

    @Inject
    HandFedDirectory directory;

    private String subject;
    private UUID bakery;
    private Browser browser;

    @BeforeEach
    void a_member_with_a_browser() {
        subject = "person-" + UUID.randomUUID();
        bakery = directory.tenant("bakery", "pro", true);
        directory.member(bakery, subject, "owner", "*");
        browser = new Browser();
    }

    @AfterEach
    void the_issuer_as_it_was() {
        FakeIssuer.lifetime = 300;
        FakeIssuer.away = false;
    }

    @Test
    void who_logs_in_lands_where_they_wanted_and_acts_with_their_session() throws Exception {
        Response landed = browser.logIn(OWN, subject, "/api/v1/orders?status=packed");
        assertThat(landed.header("Location")).isEqualTo("/api/v1/orders?status=packed");
        assertThat(landed.header("Cache-Control")).isEqualTo("no-store");
        Cookie session = landed.detailedCookie("tidings");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Lax");
        assertThat(session.getPath()).isEqualTo("/");
        assertThat(session.getDomain()).isNull();
        assertThat(session.getValue()).matches("[A-Za-z0-9_-]+").hasSizeLessThan(4000);

        browser.at(OWN).get("/api/v1/orders").then().statusCode(200);
        assertThat(StubServices.claims(StubServices.authorization(), "commerce").getSubject())
                .isEqualTo("user:" + subject);
        assertThat(StubServices.claims(StubServices.authorization(), "commerce").getStringClaimValue("tenant"))
                .isEqualTo(bakery.toString());
        browser.at(OWN).get("/api/v1/me").then().statusCode(200).body("subject", equalTo(subject));
    }

    @Test
    void what_anybody_may_read_is_read_as_oneself_with_a_session() throws Exception {
        browser.at(OWN).get("/api/v1/plans").then().statusCode(200);
        assertThat(StubServices.claims(StubServices.authorization(), "tenant").getSubject())
                .isEqualTo("anyone");

        browser.logIn(OWN, subject, "/");
        browser.at(OWN).get("/api/v1/plans").then().statusCode(200);
        assertThat(StubServices.claims(StubServices.authorization(), "tenant").getSubject())
                .isEqualTo("user:" + subject);
    }

    @Test
    void the_issuer_is_asked_with_code_challenge_state_and_nonce() {
        Response begun = browser.at(OWN).get("/login");
        browser.keep(OWN, begun);
        assertThat(begun.statusCode()).isEqualTo(303);
        assertThat(begun.header("Location")).startsWith(FakeIssuer.name() + "/auth?");
        Map<String, String> question = Browser.parameters(begun.header("Location"));
        assertThat(question)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "tidings-web")
                .containsEntry("redirect_uri", FakeIssuer.redirectUri())
                .containsEntry("scope", "openid")
                .containsEntry("code_challenge_method", "S256");
        assertThat(question.get("code_challenge")).hasSize(43);
        assertThat(question.get("state")).hasSize(43).isNotEqualTo(question.get("nonce"));
        assertThat(begun.detailedCookie("tidings-login").getMaxAge()).isEqualTo(600);
        assertThat(Browser.parameters(new Browser().at(OWN).get("/login").header("Location")))
                .doesNotContainEntry("state", question.get("state"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "evil",
                "",
                "/a\r\nSet-Cookie: x=1",
                "/ü"
            })
    void nobody_is_sent_to_another_site(String wanted) {
        assertThat(browser.logIn(OWN, subject, wanted).header("Location")).isEqualTo("/api/v1/me");
    }

    @ParameterizedTest
    @CsvSource({"state", "code", "nonce", "verifier", "iss", "browser"})
    void an_answer_that_does_not_belong_to_the_question_logs_nobody_in(String wrong) {
        Response begun = browser.at(OWN).get("/login");
        browser.keep(OWN, begun);
        Map<String, String> question = Browser.parameters(begun.header("Location"));
        String nonce = wrong.equals("nonce") ? "another" : question.get("nonce");
        String challenge = wrong.equals("verifier") ? Attempt.hash("another") : question.get("code_challenge");
        String code = wrong.equals("code") ? "another" : FakeIssuer.codeFor(subject, nonce, challenge);
        Browser back = wrong.equals("browser") ? new Browser() : browser;

        Response answer = back.at(OWN)
                .queryParam("code", code)
                .queryParam("state", wrong.equals("state") ? "another" : question.get("state"))
                .queryParam("iss", wrong.equals("iss") ? "https://evil.example" : FakeIssuer.name())
                .get("/login/callback");

        answer.then().statusCode(400).body("code", equalTo("login.failed"));
        assertThat(answer.cookies()).doesNotContainKey("tidings");
    }

    @Test
    void a_code_is_good_once() {
        Response begun = browser.at(OWN).get("/login");
        browser.keep(OWN, begun);
        Browser copy = browser.copy();
        Map<String, String> question = Browser.parameters(begun.header("Location"));
        String code = FakeIssuer.codeFor(subject, question.get("nonce"), question.get("code_challenge"));

        assertThat(browser.comeBack(OWN, code, question.get("state")).statusCode())
                .isEqualTo(303);
        assertThat(copy.comeBack(OWN, code, question.get("state")).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,         http://localhost:8080, 200",
        "Origin,         http://LOCALHOST:8080, 200",
        "Origin,         https://localhost:8080, 403",
        "Origin,         http://localhost:8081, 403",
        "Origin,         http://bakery.localhost:8080, 403",
        "Origin,         https://evil.example,  403",
        "Origin,         null,                  403",
        "Sec-Fetch-Site, same-origin,           200",
        "Sec-Fetch-Site, same-site,             403",
        "Sec-Fetch-Site, cross-site,            403",
        "Sec-Fetch-Site, none,                  403",
        "Accept,         text/html,             403",
    })
    void only_our_own_pages_change_something_with_a_session(String field, String value, int status) {
        browser.logIn(OWN, subject, "/");
        int before = StubServices.count();

        Response answer = browser.at(OWN).header(field, value).body("{}").post("/api/v1/orders");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(StubServices.count() - before).isEqualTo(status == 200 ? 1 : 0);
        if (status == 403) {
            answer.then().body("code", equalTo("login.cross-site"));
        }
    }

    @Test
    void logging_out_ends_it_here_and_at_the_issuer() {
        browser.logIn(OWN, subject, "/");
        assertThat(FakeIssuer.hasSessionOf(subject)).isTrue();
        browser.at(OWN).post("/logout").then().statusCode(403).body("code", equalTo("login.cross-site"));
        browser.at(OWN).get("/logout").then().statusCode(405);

        Response out = browser.at(OWN).header("Sec-Fetch-Site", "same-origin").post("/logout");
        browser.keep(OWN, out);

        out.then().statusCode(204);
        assertThat(out.detailedCookie("tidings").getMaxAge()).isZero();
        browser.at(OWN).get("/api/v1/me").then().statusCode(401).body("code", equalTo("credential.missing"));
        await().atMost(Duration.ofSeconds(30)).until(() -> !FakeIssuer.hasSessionOf(subject));
    }

    @Test
    void a_session_is_renewed_once_for_all_requests_that_come_together() {
        FakeIssuer.lifetime = 0;
        browser.logIn(OWN, subject, "/");
        int before = FakeIssuer.RENEWALS.get();

        List<Response> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> browser.at(OWN).get("/api/v1/orders"))
                .toList();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.cookies()).containsKey("tidings");
        });
        assertThat(FakeIssuer.RENEWALS.get() - before).isOne();
        browser.keep(OWN, answers.getFirst());
        browser.at(OWN).get("/api/v1/orders").then().statusCode(200);
        assertThat(FakeIssuer.RENEWALS.get() - before).isEqualTo(2);
    }

    @Test
    void who_is_locked_out_at_the_issuer_is_out_when_the_session_is_to_be_renewed() {
        FakeIssuer.lifetime = 0;
        browser.logIn(OWN, subject, "/");
        FakeIssuer.lockOut(subject);

        Response refused = browser.at(OWN).get("/api/v1/orders");

        refused.then().statusCode(401).body("code", equalTo("credential.invalid"));
        assertThat(refused.detailedCookie("tidings").getMaxAge()).isZero();
    }

    @Test
    void an_issuer_that_is_away_stops_new_logins_and_renewals_and_nothing_else() {
        browser.logIn(OWN, subject, "/");
        FakeIssuer.lifetime = 0;
        Browser due = new Browser();
        due.logIn(OWN, subject, "/");
        FakeIssuer.away = true;

        browser.at(OWN).get("/api/v1/orders").then().statusCode(200);
        given().header("X-API-Key", directory.key(bakery))
                .get("/api/v1/orders")
                .then()
                .statusCode(200);
        due.at(OWN).get("/api/v1/orders").then().statusCode(503).body("code", equalTo("login.unavailable"));

        FakeIssuer.away = false;
        due.at(OWN).get("/api/v1/orders").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "eyJzIjoiYW5hIn0"})
    void a_cookie_that_was_not_sealed_here_is_no_session(String value) {
        given().header("Host", OWN)
                .cookie("tidings", value)
                .get("/api/v1/orders")
                .then()
                .statusCode(401)
                .body("code", equalTo("credential.invalid"));
    }

    @Test
    void the_cookie_of_an_attempt_is_no_session() {
        Response begun = browser.at(OWN).get("/login");
        given().header("Host", OWN)
                .cookie("tidings", begun.getCookie("tidings-login"))
                .get("/api/v1/orders")
                .then()
                .statusCode(401);
    }

    @Test
    void on_a_tenants_host_people_log_in_by_way_of_our_own_and_act_there() throws Exception {
        UUID florist = directory.tenant("florist", "free", true);
        directory.member(florist, subject, "member", "orders:read");
        String host = "florist.localhost:8080";

        Response landed = browser.logIn(host, subject, "/api/v1/orders");

        assertThat(landed.header("Location")).isEqualTo("/api/v1/orders");
        browser.at(host).get("/api/v1/orders").then().statusCode(200);
        var claims = StubServices.claims(StubServices.authorization(), "commerce");
        assertThat(claims.getStringClaimValue("tenant")).isEqualTo(florist.toString());
        assertThat(claims.getStringClaimValue("role")).isEqualTo("member");
        browser.at(OWN).get("/api/v1/me").then().statusCode(401);
        directory.tenant("stranger", "free", true);
        Browser elsewhere = new Browser();
        elsewhere.logIn("stranger.localhost:8080", subject, "/");
        elsewhere
                .at("stranger.localhost:8080")
                .get("/api/v1/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("membership.missing"));
    }

    @Test
    void a_ticket_is_good_in_the_browser_that_asked_and_on_that_host_only() {
        directory.tenant("florist", "free", true);
        Response ticket = browser.upToTicket("florist.localhost:8080", subject);
        String arrival = ticket.header("Location");
        assertThat(arrival).startsWith("http://florist.localhost:8080/login/arrive?ticket=");
        String query = arrival.substring(arrival.indexOf('?'));

        Browser victim = new Browser();
        victim.keep(
                "florist.localhost:8080", victim.at("florist.localhost:8080").get("/login"));
        victim.at("florist.localhost:8080")
                .get("/login/arrive" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("login.failed"));
        browser.jar.put("bakery.localhost:8080", browser.jar.get("florist.localhost:8080"));
        browser.at("bakery.localhost:8080").get("/login/arrive" + query).then().statusCode(400);
        browser.at("florist.localhost:8080").get("/login/arrive" + query).then().statusCode(303);
        browser.at(OWN)
                .get("/login?arrive=evil.example&hand=" + "h".repeat(43))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/login?to=%zz, 400",
        "/login?to=%, 400",
        "/login?arrive=%ff&hand=%zz, 400",
        "/login/callback, 400",
        "/login/callback?code=%zz&state=%, 400",
        "/login/callback?error=access_denied&state=x, 400",
        "/login/arrive, 400",
        "/login/arrive?ticket=%zz, 400",
        "/login/nowhere, 404",
    })
    void what_nobody_can_read_is_no_failure_of_ours(String path, int status) throws IOException {
        // No client that knows HTTP would send some of these.
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + OWN
                    + "\r\nCookie: tidings-login=%zz; tidings\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void another_name_of_this_machine_goes_to_the_address_the_issuer_knows() {
        Response begun = browser.at("127.0.0.1:8080").get("/login?to=/x");
        assertThat(begun.header("Location")).isEqualTo("http://localhost:8080/login?to=%2Fx");
    }
}
