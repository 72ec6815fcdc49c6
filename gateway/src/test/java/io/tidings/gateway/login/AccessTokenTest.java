package io.tidings.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tidings.gateway.StubServices;
import io.tidings.gateway.directory.HandFedDirectory;
import io.tidings.gateway.usage.RecordedUsage;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Inject;

/** Access tokens beside API keys, through the door. */
@QuarkusTest
@WithTestResource(StubServices.class)
@WithTestResource(FakeIssuer.class)
class AccessTokenTest {
    @Inject
    HandFedDirectory directory;

    @Inject
    RecordedUsage usage;

    private String subject;
    private UUID bakery;

    @BeforeEach
    void a_member_of_one_tenant() {
        subject = "person-" + UUID.randomUUID();
        bakery = directory.tenant("bakery", "pro", true);
        directory.member(bakery, subject, "member", "orders:*", "contacts:read");
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    @Test
    void a_person_acts_in_their_tenant_with_their_role() throws Exception {
        with(FakeIssuer.accessToken(subject))
                .get("/api/v1/orders")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"tenant\";q=1200000;w=60, \"plan\";q=3000;w=60");

        JwtClaims claims = StubServices.claims(StubServices.authorization(), "commerce");
        assertThat(claims.getSubject()).isEqualTo("user:" + subject);
        assertThat(claims.getStringClaimValue("kind")).isEqualTo("user");
        assertThat(claims.getStringClaimValue("role")).isEqualTo("member");
        assertThat(claims.getStringClaimValue("tenant")).isEqualTo(bakery.toString());
        assertThat(claims.getStringListClaimValue("permissions")).containsExactly("orders:*", "contacts:read");
    }

    @Test
    void the_calls_of_people_count_for_their_tenant_without_a_key() {
        UUID tenant = directory.tenant("counted", "free", true);
        String ana = "ana-" + UUID.randomUUID();
        String ben = "ben-" + UUID.randomUUID();
        directory.member(tenant, ana, "owner", "*");
        directory.member(tenant, ben, "member", "orders:read");

        with(FakeIssuer.accessToken(ana)).get("/api/v1/orders").then().statusCode(200);
        with(FakeIssuer.accessToken(ben)).get("/api/v1/orders").then().statusCode(200);
        with(FakeIssuer.accessToken(ben)).post("/api/v1/tenants").then().statusCode(200);

        await().untilAsserted(() -> assertThat(usage.calls(tenant, null)).isEqualTo(2));
    }

    @Test
    void a_removed_member_is_out_with_the_next_request_and_a_new_role_counts_at_once() throws Exception {
        String token = FakeIssuer.accessToken(subject);
        with(token).get("/api/v1/orders").then().statusCode(200);

        directory.member(bakery, subject, "admin", "*");
        with(token).get("/api/v1/orders").then().statusCode(200);
        assertThat(StubServices.claims(StubServices.authorization(), "commerce").getStringListClaimValue("permissions"))
                .containsExactly("*");

        directory.dismiss(bakery, subject);
        with(token).get("/api/v1/orders").then().statusCode(403).body("code", equalTo("membership.missing"));
    }

    @Test
    void somebody_without_a_tenant_may_found_one_and_does_it_as_themselves() throws Exception {
        with(FakeIssuer.accessToken("newcomer"))
                .body("{}")
                .post("/api/v1/tenants")
                .then()
                .statusCode(200);

        JwtClaims claims = StubServices.claims(StubServices.authorization(), "tenant");
        assertThat(claims.getSubject()).isEqualTo("user:newcomer");
        assertThat(claims.getClaimValue("tenant")).isNull();
        assertThat(claims.getStringListClaimValue("permissions"))
                .containsExactly("tenants:write", "invitations:write", "plans:read");
    }

    @Test
    void a_body_that_comes_while_the_token_is_checked_is_not_lost() {
        FakeIssuer.changeKeys();
        String body = "x".repeat(200_000);

        with(FakeIssuer.accessToken(subject))
                .body(body)
                .post("/api/v1/orders/echo")
                .then()
                .statusCode(200)
                .body(equalTo(body));
    }

    @Test
    void a_key_that_changed_is_read_once_and_the_old_one_is_no_good_any_more() {
        String old = FakeIssuer.accessToken(subject);
        with(old).get("/api/v1/orders").then().statusCode(200);
        FakeIssuer.changeKeys();
        int read = FakeIssuer.KEYS_READ.get();

        with(FakeIssuer.accessToken(subject)).get("/api/v1/orders").then().statusCode(200);
        with(FakeIssuer.accessToken(subject)).get("/api/v1/orders").then().statusCode(200);
        assertThat(FakeIssuer.KEYS_READ.get() - read).isOne();
        with(old).get("/api/v1/orders").then().statusCode(401).body("code", equalTo("credential.invalid"));
    }

    @Test
    void me_tells_who_and_where() {
        with(FakeIssuer.accessToken(subject))
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("subject", equalTo(subject))
                .body("email", equalTo(subject + "@example.com"))
                .body("memberships", hasSize(1))
                .body("memberships[0].tenant_id", equalTo(bakery.toString()))
                .body("memberships[0].slug", equalTo("bakery"))
                .body("memberships[0].role", equalTo("member"))
                .body("memberships[0].permissions", hasSize(2));
    }

    @Test
    void me_is_for_people() {
        given().get("/api/v1/me").then().statusCode(401).body("code", equalTo("credential.missing"));
        given().header("X-API-Key", directory.key(bakery))
                .get("/api/v1/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("person.needed"));
        with("no.such.token").get("/api/v1/me").then().statusCode(401).body("code", equalTo("credential.invalid"));
        with(FakeIssuer.accessToken(subject)).delete("/api/v1/me").then().statusCode(405);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void no_other_token_is_accepted(String why, Supplier<String> token) {
        int before = StubServices.count();
        with(token.get())
                .get("/api/v1/orders")
                .then()
                .statusCode(401)
                .body("code", equalTo("credential.invalid"))
                .header("WWW-Authenticate", startsWith("Bearer"));
        assertThat(StubServices.count()).isEqualTo(before);
    }

    static Stream<Arguments> no_other_token_is_accepted() {
        return Stream.of(
                bad("another audience", () -> FakeIssuer.signed(FakeIssuer.claims("a", "tidings-web"))),
                bad("another issuer", () -> {
                    JwtClaims claims = FakeIssuer.claims("a", "tidings-api");
                    claims.setIssuer(FakeIssuer.name() + "-too");
                    return FakeIssuer.signed(claims);
                }),
                bad("expired, beyond the leeway", () -> {
                    JwtClaims claims = FakeIssuer.claims("a", "tidings-api");
                    claims.setExpirationTime(NumericDate.fromMilliseconds(System.currentTimeMillis() - 15_000));
                    return FakeIssuer.signed(claims);
                }),
                bad("never expires", () -> without("exp")),
                bad("of nobody", () -> without("sub")),
                bad("of no time", () -> without("iat")),
                bad("for nobody", () -> without("aud")),
                bad(
                        "signed by somebody else",
                        () -> FakeIssuer.signed(FakeIssuer.claims("a", "tidings-api"), FakeIssuer.newKey())),
                bad("signed by somebody else in the issuer's name", () -> {
                    RsaJsonWebKey forged = FakeIssuer.newKey();
                    forged.setKeyId(FakeIssuer.key().getKeyId());
                    return FakeIssuer.signed(FakeIssuer.claims("a", "tidings-api"), forged);
                }),
                bad("changed after signing", () -> {
                    String[] parts = FakeIssuer.accessToken("a").split("\\.");
                    String[] others = FakeIssuer.accessToken("b").split("\\.");
                    return parts[0] + "." + others[1] + "." + parts[2];
                }),
                bad("with the public key as a shared secret", AccessTokenTest::confused),
                bad("unsigned", () -> "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."),
                bad("no token at all", () -> "eyJ" + "x".repeat(40)),
                bad("endless", () -> "eyJ" + "x".repeat(9000)));
    }

    private static Arguments bad(String why, Supplier<String> token) {
        return Arguments.of(why, token);
    }

    private static String without(String claim) {
        JwtClaims claims = FakeIssuer.claims("a", "tidings-api");
        claims.unsetClaim(claim);
        return FakeIssuer.signed(claims);
    }

    private static String confused() {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue("HS256");
            signature.setKeyIdHeaderValue(FakeIssuer.key().getKeyId());
            signature.setKey(new HmacKey(FakeIssuer.key().getPublicKey().getEncoded()));
            signature.setPayload(FakeIssuer.claims("a", "tidings-api").toJson());
            return signature.getCompactSerialization();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
