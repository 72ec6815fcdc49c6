package io.tidings.tenant.key.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.ApiKeyCreated;
import io.tidings.contracts.tenant.ApiKeyRevoked;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ApiKeyApiTest {
    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    private static String tenant() {
        var slug = "k" + UUID.randomUUID().toString().substring(0, 12);
        return as(Tokens.ofOperator("tenant"))
                .body("{\"name\":\"Keys\",\"slug\":\"" + slug + "\"}")
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse create(String tenant, String body) {
        return as(Tokens.ofOperator("tenant"))
                .body(body)
                .post("/api/v1/tenants/" + tenant + "/api-keys")
                .then();
    }

    @Test
    void a_key_is_shown_once_and_only_its_hash_is_kept_and_published() throws Exception {
        var tenant = tenant();
        var created = create(tenant, "{\"name\":\"web shop\",\"permissions\":[\"orders:*\"],\"rate_limit\":60}")
                .statusCode(201)
                .body("key", startsWith("tdg_live_"))
                .body("rate_limit", equalTo(60))
                .extract();
        String key = created.path("key");
        String id = created.path("id");
        assertThat(key).matches("tdg_live_[0-9A-Za-z]{36}");

        as(Tokens.ofTenant("tenant", UUID.fromString(tenant), "api-keys:read"))
                .get("/api/v1/tenants/" + tenant + "/api-keys")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0]", not(hasKey("key")))
                .body("items[0].last_four", equalTo(key.substring(key.length() - 4)));

        var sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));
        await().untilAsserted(() -> assertThat(Records.all(Topics.DIRECTORY)).anySatisfy(r -> {
            assertThat(new String(r.key(), StandardCharsets.UTF_8)).isEqualTo("key:" + id);
            assertThat(new String(r.value(), StandardCharsets.UTF_8))
                    .contains(sha256)
                    .contains("\"revoked\":false");
        }));
        await().untilAsserted(
                        () -> assertThat(Records.events(Topics.TENANT, UUID.fromString(tenant), ApiKeyCreated.class))
                                .hasSize(1));
        assertThat(Database.column("select row_to_json(k)::text from api_keys k where id = ?", UUID.fromString(id)))
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContain(key));
    }

    @Test
    void a_revoked_key_is_told_once_however_often_it_is_revoked() {
        var tenant = tenant();
        String id =
                create(tenant, "{\"name\":\"old\"}").statusCode(201).extract().path("id");
        for (var i = 0; i < 2; i++) {
            as(Tokens.ofOperator("tenant"))
                    .delete("/api/v1/tenants/" + tenant + "/api-keys/" + id)
                    .then()
                    .statusCode(204);
        }
        await().untilAsserted(() -> assertThat(Records.all(Topics.DIRECTORY))
                .anySatisfy(r -> assertThat(new String(r.value(), StandardCharsets.UTF_8))
                        .contains(id)
                        .contains("\"revoked\":true")));
        await().untilAsserted(
                        () -> assertThat(Records.events(Topics.TENANT, UUID.fromString(tenant), ApiKeyRevoked.class))
                                .hasSize(1));
    }

    @Test
    void a_replay_answers_the_same_key_without_its_secret() {
        var tenant = tenant();
        var first = repeatable(tenant).statusCode(201).body("key", notNullValue());
        repeatable(tenant)
                .statusCode(201)
                .header("Idempotency-Replay", "true")
                .body("key", nullValue())
                .body("id", equalTo(first.extract().path("id")));
    }

    private static ValidatableResponse repeatable(String tenant) {
        return as(Tokens.ofOperator("tenant"))
                .header("Idempotency-Key", "key-of-" + tenant)
                .body("{\"name\":\"once\"}")
                .post("/api/v1/tenants/" + tenant + "/api-keys")
                .then();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"k","permissions":["orders"]}               | 422 | api-key.permissions
            {"name":"k","permissions":["ordres:read"]}          | 422 | api-key.permission-unknown
            {"name":"k","permissions":[]}                       | 422 | request.invalid
            {"name":"k","mode":"prod"}                          | 422 | api-key.mode
            {"name":"k","expires_at":"2020-01-01T00:00:00Z"}    | 422 | api-key.expires-at
            {"name":"k","rate_limit":0}                         | 422 | request.invalid
            {"name":"k","expires_at":"tomorrow"}                | 400 | request.malformed
            {"name":"k","allowed_networks":["localhost"]}       | 422 | api-key.allowed-networks
            {}                                                  | 422 | request.invalid
            """)
    void bad_input_is_a_clear_problem(String body, int status, String code) {
        create(tenant(), body).statusCode(status).body("code", equalTo(code));
    }

    @Test
    void another_tenants_keys_do_not_exist() {
        var own = tenant();
        var other = tenant();
        String id =
                create(other, "{\"name\":\"theirs\"}").statusCode(201).extract().path("id");
        var token = Tokens.ofTenant("tenant", UUID.fromString(own), "*");
        var nobody = UUID.randomUUID().toString();
        for (var tenant : new String[] {other, nobody}) {
            as(token).get("/api/v1/tenants/" + tenant + "/api-keys").then().statusCode(404);
            as(token)
                    .body("{\"name\":\"mine\"}")
                    .post("/api/v1/tenants/" + tenant + "/api-keys")
                    .then()
                    .statusCode(404);
            as(token)
                    .delete("/api/v1/tenants/" + tenant + "/api-keys/" + id)
                    .then()
                    .statusCode(404);
        }
        as(token).delete("/api/v1/tenants/" + own + "/api-keys/" + id).then().statusCode(404);
        assertThat(Database.count("select count(*) from api_keys where tenant_id = ?", UUID.fromString(other)))
                .isEqualTo(1);
        assertThat(Database.count(
                        "select count(*) from api_keys where id = ? and revoked_at is not null", UUID.fromString(id)))
                .isZero();
    }
}
