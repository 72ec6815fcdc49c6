package io.tidings.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.tidings.gateway.directory.HandFedDirectory;
import io.tidings.gateway.usage.RecordedUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@WithTestResource(StubServices.class)
class DoorTest {
    @Inject
    HandFedDirectory directory;

    @Inject
    RecordedUsage usage;

    private UUID tenant;
    private String key;

    @BeforeEach
    void a_tenant_with_a_key() {
        tenant = directory.tenant("bakery", "pro", true, "post.bakery.example");
        key = directory.key(tenant);
    }

    private RequestSpecification caller() {
        return given().urlEncodingEnabled(false).header("X-API-Key", key);
    }

    @Test
    void a_call_with_a_key_reaches_the_service_with_a_token_that_names_the_tenant() throws Exception {
        caller().get("/api/v1/orders/17?limit=3").then().statusCode(200).body("ok", is(true));

        var arrived = StubServices.last();
        assertThat(arrived.uri()).isEqualTo("/api/v1/orders/17?limit=3");
        var claims = StubServices.claims(arrived.header("Authorization"), "commerce");
        assertThat(claims.getSubject()).isEqualTo("key:" + HandFedDirectory.idOf(key));
        assertThat(claims.getStringClaimValue("tenant")).isEqualTo(tenant.toString());
        assertThat(claims.getStringClaimValue("kind")).isEqualTo("key");
        assertThat(claims.getStringClaimValue("plan")).isEqualTo("pro");
        assertThat(claims.getStringClaimValue("mode")).isEqualTo("live");
        assertThat(claims.getStringListClaimValue("permissions")).containsExactly("*");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(60);
    }

    @Test
    void a_key_is_accepted_as_a_bearer_too() {
        given().header("Authorization", "bearer " + key)
                .get("/api/v1/orders")
                .then()
                .statusCode(200);
        caller().header("Authorization", "Bearer " + key)
                .get("/api/v1/orders")
                .then()
                .statusCode(200);
    }

    @Test
    void two_different_credentials_are_none() {
        String other = directory.key(tenant);

        caller().header("Authorization", "Bearer " + other)
                .get("/api/v1/orders")
                .then()
                .statusCode(401);
    }

    @Test
    void without_a_credential_nothing_is_reached() {
        int before = StubServices.count();

        given().get("/api/v1/orders")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer realm=\"tidings\"")
                .body("type", equalTo("https://tidings.dev/problems/credential.missing"))
                .body("code", equalTo("credential.missing"))
                .body("status", is(401))
                .body("trace_id", hasLength(32));

        assertThat(StubServices.count()).isEqualTo(before);
    }

    @Test
    void unknown_revoked_and_expired_keys_get_the_same_answer() {
        String revoked = directory.key(tenant);
        directory.revoke(revoked);
        String expired = directory.key(tenant, "*", 0, System.currentTimeMillis() - 1);
        String mistyped = key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        List<String> answers = List.of(revoked, expired, mistyped, "tdg_live_short", "nonsense").stream()
                .map(bad -> given().header("X-API-Key", bad)
                        .header("traceparent", trace)
                        .get("/api/v1/orders")
                        .then()
                        .statusCode(401)
                        .extract()
                        .asString())
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst()).contains("credential.invalid", "0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void a_revoked_key_is_refused_at_once() {
        caller().get("/api/v1/orders").then().statusCode(200);

        directory.revoke(key);

        caller().get("/api/v1/orders").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bakery.localhost", "BAKERY.LocalHost.:8080", "post.bakery.example", "localhost:9"})
    void the_tenants_own_hosts_and_the_base_host_let_its_key_in(String host) {
        caller().header("Host", host).get("/api/v1/orders").then().statusCode(200);

        assertThat(StubServices.last().header("Host")).startsWith("localhost:");
        assertThat(StubServices.last().header("X-Forwarded-Host")).isEqualTo(host);
    }

    @Test
    void a_key_on_another_tenants_host_is_a_conflict() {
        directory.tenant("florist", "free", true);

        caller().header("Host", "florist.localhost")
                .get("/api/v1/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("tenant.conflict"));
        await().untilAsserted(() ->
                assertThat(usage.refusals(HandFedDirectory.idOf(key))).containsExactly("tenant.conflict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody.localhost", "example.org", "a.bakery.localhost", "10.0.0.1", "a@localhost"})
    void an_unknown_host_has_nothing_whatever_the_path_and_the_key(String host) {
        caller().header("Host", host)
                .get("/api/v1/orders")
                .then()
                .statusCode(404)
                .body("code", equalTo("host.unknown"));
        given().header("Host", host).get("/nothing").then().statusCode(404).body("code", equalTo("host.unknown"));
    }

    @Test
    void a_suspended_tenant_reads_but_does_not_write() {
        UUID suspended = directory.tenant("late-payer", "free", false);
        String its = directory.key(suspended);

        given().header("X-API-Key", its).get("/api/v1/orders").then().statusCode(200);
        given().header("X-API-Key", its)
                .header("X-HTTP-Method-Override", "POST")
                .get("/api/v1/orders")
                .then()
                .statusCode(200);
        assertThat(StubServices.last().header("X-HTTP-Method-Override")).isEmpty();
        given().header("X-API-Key", its)
                .post("/api/v1/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("tenant.suspended"));
    }

    @Test
    void the_operator_manages_tenants_on_the_base_host_and_nothing_else() throws Exception {
        var operator = given().header("X-API-Key", StubServices.OPERATOR_KEY);

        operator.post("/api/v1/tenants").then().statusCode(200);
        var claims = StubServices.claims(StubServices.last().header("Authorization"), "tenant");
        assertThat(claims.getSubject()).isEqualTo("operator");
        assertThat(claims.getStringClaimValue("kind")).isEqualTo("operator");
        assertThat(claims.hasClaim("tenant")).isFalse();

        operator.get("/api/v1/orders").then().statusCode(403).body("code", equalTo("operator.scope"));
        given().header("X-API-Key", StubServices.OPERATOR_KEY)
                .header("Host", "bakery.localhost")
                .get("/api/v1/tenants")
                .then()
                .statusCode(403);
        given().header("X-API-Key", "tdg_operator_" + "p".repeat(40))
                .get("/api/v1/tenants")
                .then()
                .statusCode(401);
    }

    @Test
    void a_webhook_needs_no_key_and_carries_a_token_that_can_do_one_thing() throws Exception {
        given().body("{}").post("/webhooks/shopify/7").then().statusCode(200);

        var claims = StubServices.claims(StubServices.last().header("Authorization"), "commerce");
        assertThat(claims.getSubject()).isEqualTo("webhook");
        assertThat(claims.getStringClaimValue("kind")).isEqualTo("webhook");
        assertThat(claims.getStringListClaimValue("permissions")).containsExactly("webhooks:receive");
        assertThat(claims.hasClaim("tenant")).isFalse();
        given().post("/webhooks/other").then().statusCode(404).body("code", equalTo("route.not-found"));
    }

    @Test
    void headers_that_claim_something_never_reach_a_service() {
        caller().header("X-Tenant-Id", "evil")
                .header("x-tenant-slug", "evil")
                .header("X_Tenant_Id", "evil")
                .header("X-Tidings-Kind", "operator")
                .header("X-Forwarded-For", "1.2.3.4")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=1.2.3.4")
                .header("X-Real-IP", "1.2.3.4")
                .header("Cookie", "session=1")
                .header("Connection", "close, X-Secret")
                .header("X-Secret", "hop")
                .header("TE", "trailers")
                .header("Idempotency-Key", "k1")
                .get("/api/v1/orders")
                .then()
                .statusCode(200);

        var arrived = StubServices.last();
        assertThat(arrived.headers().values().toString()).doesNotContain("evil", "1.2.3.4", "hop", key);
        assertThat(arrived.headers())
                .doesNotContainKeys("X-API-Key", "Cookie", "TE", "Forwarded", "X-Real-IP", "X-Tidings-Kind");
        assertThat(arrived.header("Idempotency-Key")).isEqualTo("k1");
        assertThat(arrived.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(arrived.header("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(arrived.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void a_valid_trace_goes_on_and_a_bad_one_is_replaced() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        caller().header("traceparent", trace).header("tracestate", "a=1").get("/api/v1/orders");
        assertThat(StubServices.last().header("traceparent")).isEqualTo(trace);
        assertThat(StubServices.last().header("tracestate")).isEqualTo("a=1");

        caller().header("traceparent", "00-zz").header("tracestate", "a=1").get("/api/v1/orders");
        assertThat(StubServices.last().header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(StubServices.last().header("tracestate")).isEmpty();
    }

    @Test
    void an_answer_tells_nothing_about_the_inside() {
        caller().get("/api/v1/orders/chatty")
                .then()
                .statusCode(200)
                .header("Server", nullValue())
                .header("X-Powered-By", nullValue())
                .header("X-Tenant-Id", nullValue())
                .header("ETag", "\"7\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("RateLimit-Policy", "\"tenant\";q=1200000;w=60, \"key\";q=100000;w=60")
                .header("RateLimit", matchesPattern("\"tenant\";r=\\d+;t=\\d+, \"key\";r=\\d+;t=\\d+"))
                .body(equalTo("hello"));
    }

    @Test
    void a_used_up_limit_is_told_with_the_time_to_come_back() {
        String slow = directory.key(tenant, "*", 2, Long.MAX_VALUE);
        var calls = given().header("X-API-Key", slow);

        calls.get("/api/v1/orders").then().statusCode(200).header("RateLimit", endsWith("\"key\";r=1;t=30"));
        calls.get("/api/v1/orders").then().statusCode(200).header("RateLimit", endsWith("\"key\";r=0;t=60"));
        calls.get("/api/v1/orders")
                .then()
                .statusCode(429)
                .header("Retry-After", "30")
                .header("RateLimit", endsWith("\"key\";r=0;t=30"))
                .header("RateLimit-Policy", endsWith("\"key\";q=2;w=60"))
                .body("type", equalTo("https://iana.org/assignments/http-problem-types#quota-exceeded"))
                .body("code", equalTo("limit.exceeded"))
                .body("'violated-policies'", equalTo(List.of("key")));
    }

    @Test
    void sending_codes_has_a_limit_of_its_own() {
        caller().post("/api/v1/otp/send")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", endsWith("\"otp-send\";q=300;w=60"));
    }

    @Test
    void a_key_opens_from_its_networks_only_and_its_tenant_hears_of_others() {
        String elsewhere = directory.keyFrom(tenant, "192.0.2.0/24");
        String here = directory.keyFrom(tenant, "192.0.2.0/24", "127.0.0.0/8");

        given().header("X-API-Key", elsewhere)
                .get("/api/v1/orders")
                .then()
                .statusCode(403)
                .body("code", equalTo("credential.network"));
        given().header("X-API-Key", here).get("/api/v1/orders").then().statusCode(200);

        await().untilAsserted(() ->
                assertThat(usage.refusals(HandFedDirectory.idOf(elsewhere))).containsExactly("credential.network"));
    }

    @Test
    void a_client_cannot_claim_another_address_to_get_into_a_network() {
        String elsewhere = directory.keyFrom(tenant, "192.0.2.0/24");

        given().header("X-API-Key", elsewhere)
                .header("X-Forwarded-For", "192.0.2.1")
                .get("/api/v1/orders")
                .then()
                .statusCode(403);
    }

    @Test
    void plans_are_for_everybody_to_read_and_for_nobody_to_change() throws Exception {
        given().get("/api/v1/plans").then().statusCode(200);
        var claims = StubServices.claims(StubServices.last().header("Authorization"), "tenant");
        assertThat(claims.getStringClaimValue("kind")).isEqualTo("anyone");
        assertThat(claims.getStringListClaimValue("permissions")).containsExactly("plans:read");

        given().post("/api/v1/plans").then().statusCode(401);
        given().header("X-API-Key", "nonsense").get("/api/v1/plans").then().statusCode(401);
    }

    @Test
    void calls_are_counted_by_key_and_refused_ones_are_not() {
        for (int i = 0; i < 5; i++) {
            caller().get("/api/v1/orders").then().statusCode(200);
        }
        given().header("X-API-Key", "nonsense").get("/api/v1/orders").then().statusCode(401);

        await().untilAsserted(() ->
                assertThat(usage.calls(tenant, HandFedDirectory.idOf(key))).isEqualTo(5));
    }

    @Test
    void a_trailing_slash_is_taken_off_an_api_path() {
        caller().get("/api/v1/orders/?status=packed").then().statusCode(200);

        assertThat(StubServices.last().uri()).isEqualTo("/api/v1/orders?status=packed");
    }

    @Test
    void health_and_metrics_of_the_process_are_not_on_the_public_port() {
        RestAssured.get("/q/health").then().statusCode(404);
        RestAssured.get("/q/metrics").then().statusCode(404);
        RestAssured.get("/").then().statusCode(404);
    }
}
