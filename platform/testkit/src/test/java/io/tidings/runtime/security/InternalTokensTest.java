package io.tidings.runtime.security;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class InternalTokensTest {
    private static final UUID TENANT = UUID.randomUUID();

    private static ValidatableResponse get(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/v1/notes/" + UUID.randomUUID())
                .then();
    }

    static Stream<String> bad() {
        var good = Tokens.ofTenant("commerce", TENANT, "*");
        var parts = good.split("\\.");
        return Stream.of(
                "",
                "nonsense",
                "a.b.c",
                "🙂.🙂.🙂",
                Tokens.ofTenant("billing", TENANT, "*"),
                Tokens.sign("commerce", "key:1", "key", TENANT, List.of("*"), -60),
                Tokens.sign("commerce", "key:1", "key", TENANT, List.of("*"), 3_600),
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + "A".repeat(86),
                unsigned("none", parts[1]),
                unsigned("HS256", parts[1]),
                parts[0] + "."
                        + base64("{\"iss\":\"tidings-gateway\",\"aud\":\"commerce\",\"sub\":\"operator\",\"exp\":"
                                + (Instant.now().getEpochSecond() + 60) + ",\"permissions\":[\"*\"]}")
                        + "." + parts[2]);
    }

    private static String unsigned(String algorithm, String payload) {
        return base64("{\"alg\":\"" + algorithm + "\",\"kid\":\"test\"}") + "." + payload + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void what_the_gateway_has_not_made_for_this_service_and_minute_is_nobody(String token) {
        get(token)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("credential.missing"));
    }

    @Test
    void nobody_comes_in_without_a_token() {
        given().get("/api/v1/notes/" + UUID.randomUUID())
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("credential.missing"));
    }

    @Test
    void the_permission_is_asked_for() {
        get(Tokens.ofTenant("commerce", TENANT, "notes:read")).statusCode(200).body("text", equalTo(TENANT.toString()));
        get(Tokens.ofTenant("commerce", TENANT, "notes:write", "orders:*"))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("permission.missing"));
        get(Tokens.ofTenant("commerce", TENANT)).statusCode(403);
    }

    @Test
    void who_has_no_tenant_is_refused_where_one_is_needed() {
        get(Tokens.ofOperator("commerce")).statusCode(403).body("code", equalTo("tenant.missing"));
    }

    @Test
    void a_method_that_forgot_its_permission_is_closed_to_everybody() {
        given().header("Authorization", "Bearer " + Tokens.ofOperator("commerce"))
                .get("/api/v1/notes/forgotten")
                .then()
                .statusCode(403);
    }
}
