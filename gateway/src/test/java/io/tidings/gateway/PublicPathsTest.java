package io.tidings.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.gateway.login.FakeIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody gets without a credential; everything else is closed. A new public path has to be added here, and reviewed. */
@QuarkusTest
@WithTestResource(StubServices.class)
@WithTestResource(FakeIssuer.class)
class PublicPathsTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /health",
        "GET, /openapi",
        "GET, /docs",
        "GET, /docs/start.js",
        "GET, /docs/swagger-ui-bundle.js",
        "GET, /docs/swagger-ui.css",
        "GET, /api/v1/plans",
        "HEAD, /api/v1/plans",
        "GET, /webhooks/whatsapp",
        "POST, /webhooks/whatsapp",
        "POST, /webhooks/twilio/7",
        "POST, /webhooks/shopify/7",
        "POST, /webhooks/woocommerce/7",
        "POST, /webhooks/stripe",
    })
    void these_are_public(String method, String path) {
        assertThat(given().request(method, path).statusCode()).isIn(200, 503);
    }

    /** Without what they need, the later steps refuse: there is nothing else to be had from them. */
    @ParameterizedTest
    @CsvSource({
        "GET, /login, 303",
        "GET, /login/callback, 400",
        "GET, /login/arrive, 400",
        "POST, /logout, 204",
    })
    void the_steps_of_a_login_are_public(String method, String path, int status) {
        given().redirects()
                .follow(false)
                .header("Host", "localhost:8080")
                .header("Sec-Fetch-Site", "same-origin")
                .request(method, path)
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tenants",
                "/api/v1/tenants/7/api-keys",
                "/api/v1/invitations/7/accept",
                "/api/v1/contacts",
                "/api/v1/contacts/7/campaigns/8/progress",
                "/api/v1/phone-numbers",
                "/api/v1/templates",
                "/api/v1/messages",
                "/api/v1/conversations",
                "/api/v1/leads",
                "/api/v1/unsubscribers",
                "/api/v1/consents",
                "/api/v1/otp/send",
                "/api/v1/otp/verify",
                "/api/v1/invoices",
                "/api/v1/subscriptions",
                "/api/v1/reminders",
                "/api/v1/orders",
                "/api/v1/stores",
                "/api/v1/campaigns",
            })
    void these_ask_for_a_credential_whatever_the_method(String path) {
        int before = StubServices.count();

        for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
            Response answer = given().request(method, path);
            assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(401);
        }
        assertThat(given().post("/api/v1/plans").statusCode()).isEqualTo(401);
        assertThat(given().get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(StubServices.count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/openapi",
                "/q/health",
                "/q/metrics",
                "/jwks",
                "/q/swagger-ui",
                "/openapi-ui/index.html",
                "/admin"
            })
    void these_do_not_exist(String path) {
        assertThat(given().get(path).statusCode()).isEqualTo(404);
    }
}
