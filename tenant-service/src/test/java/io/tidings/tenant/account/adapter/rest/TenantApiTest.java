package io.tidings.tenant.account.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.TenantCreated;
import io.tidings.contracts.tenant.TenantUpdated;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TenantApiTest {
    private static String slug() {
        return "t" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static ValidatableResponse create(String body) {
        return given().header("Authorization", "Bearer " + Tokens.ofOperator("tenant"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/tenants")
                .then();
    }

    private static String created(String slug) {
        return create("{\"name\":\"Rosa\",\"slug\":\"%s\"}".formatted(slug))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Nested
    class The_operator {
        @Test
        void creates_a_tenant_and_everybody_is_told() {
            var slug = slug();
            String id = create("""
                    {"name":"Rosa's Flowers","slug":"%s","plan":"pro","time_zone":"Europe/Madrid","locale":"es",
                     "packer_phones":["+34 600 11 12 22"]}""".formatted(slug))
                    .statusCode(201)
                    .header("ETag", "\"0\"")
                    .header("Location", notNullValue())
                    .body("packer_phones[0]", equalTo("+34600111222"))
                    .body("is_active", equalTo(true))
                    .extract()
                    .path("id");
            await().untilAsserted(
                            () -> assertThat(Records.events(Topics.TENANT, UUID.fromString(id), TenantCreated.class))
                                    .singleElement()
                                    .satisfies(e -> assertThat(e.slug()).isEqualTo(slug)));
            await().untilAsserted(() -> assertThat(Records.all(Topics.DIRECTORY))
                    .anySatisfy(r -> {
                        assertThat(new String(r.key())).isEqualTo("tenant:" + id);
                        assertThat(new String(r.value())).contains(slug).contains("\"plan\":\"pro\"");
                    }));
        }

        @Test
        void gets_the_same_answer_for_the_same_idempotency_key() {
            var key = UUID.randomUUID().toString();
            var body = "{\"name\":\"Rosa\",\"slug\":\"%s\"}".formatted(slug());
            var first = once(key, body).statusCode(201).extract();
            var second = once(key, body)
                    .statusCode(201)
                    .header("Idempotency-Replay", "true")
                    .extract();
            assertThat(second.asString()).isEqualTo(first.asString());
            assertThat(second.header("Location")).isEqualTo(first.header("Location"));
            once(key, body.replace("Rosa", "Other")).statusCode(422).body("code", equalTo("idempotency.other-body"));
        }

        private static ValidatableResponse once(String key, String body) {
            return given().header("Authorization", "Bearer " + Tokens.ofOperator("tenant"))
                    .header("Idempotency-Key", key)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/v1/tenants")
                    .then();
        }

        @Test
        void suspends_a_tenant_once_and_a_stale_tag_is_refused() {
            var id = created(slug());
            change(id, "\"0\"", "{\"is_active\":false}").statusCode(200).header("ETag", "\"1\"");
            change(id, "\"0\"", "{\"is_active\":true}").statusCode(412).body("code", equalTo("request.stale"));
            change(id, "\"1\"", "{\"is_active\":false}").statusCode(200).header("ETag", "\"1\"");
            await().untilAsserted(
                            () -> assertThat(Records.events(Topics.TENANT, UUID.fromString(id), TenantUpdated.class))
                                    .singleElement()
                                    .satisfies(e -> assertThat(e.active()).isFalse()));
        }

        private static ValidatableResponse change(String id, String tag, String body) {
            return given().header("Authorization", "Bearer " + Tokens.ofOperator("tenant"))
                    .header("If-Match", tag)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .put("/api/v1/tenants/" + id)
                    .then();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"R","slug":"%s","unknown":1}                 | 400 | request.malformed
            {"name":1,"slug":"%s"}                               | 400 | request.malformed
            {"name":"R","name":"S","slug":"%s"}                  | 400 | request.malformed
            {"name":"R\\u0000","slug":"%s"}                    | 400 | request.malformed
            {"name":"R","slug":"%s"} trailing                    | 400 | request.malformed
            {"name":"","slug":"%s"}                              | 422 | request.invalid
            {"slug":"%s"}                                        | 422 | request.invalid
            {"name":"R","slug":"Not A Slug %s"}                  | 422 | tenant.slug
            {"name":"R","slug":"www"}                            | 422 | tenant.slug-reserved
            {"name":"R","slug":"tidings"}                        | 422 | tenant.slug-reserved
            {"name":"R","slug":"xn--mnchen-3ya"}                 | 422 | tenant.slug
            {"name":"R","slug":"-ab"}                            | 422 | tenant.slug
            {"name":"R","slug":"ab"}                             | 422 | tenant.slug
            {"name":"R","slug":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"} | 422 | tenant.slug
            {"name":"R","slug":"%s","plan":"gold"}               | 422 | tenant.plan
            {"name":"R","slug":"%s","time_zone":"Mars/Olympus"}  | 422 | tenant.time-zone
            {"name":"R","slug":"%s","locale":"en_US"}            | 422 | tenant.locale
            {"name":"R","slug":"%s","packer_phones":["12"]}      | 422 | phone.invalid
            """)
    void bad_input_is_a_clear_problem_and_leaves_nothing(String body, int status, String code) {
        var slug = slug();
        create(body.contains("%s") ? body.formatted(slug) : body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", equalTo("https://tidings.dev/problems/" + code));
        assertThat(Database.count("select count(*) from tenants where slug = ?", slug))
                .isZero();
    }

    @Test
    void a_taken_slug_is_refused() {
        var slug = slug();
        created(slug);
        create("{\"name\":\"Other\",\"slug\":\"%s\"}".formatted(slug))
                .statusCode(409)
                .body("code", equalTo("tenant.slug-taken"));
    }

    @Test
    void a_key_reads_its_own_tenant_and_others_do_not_exist() {
        var own = created(slug());
        var other = created(slug());
        var token = Tokens.ofTenant("tenant", UUID.fromString(own), "*");
        read(token, own).statusCode(200).body("id", equalTo(own));
        var foreign = read(token, other).statusCode(404).extract().asString();
        var random = read(token, UUID.randomUUID().toString())
                .statusCode(404)
                .extract()
                .asString();
        assertThat(withoutTrace(foreign)).isEqualTo(withoutTrace(random)).contains("tenant.not-found");
        given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body("{\"plan\":\"enterprise\"}")
                .put("/api/v1/tenants/" + own)
                .then()
                .statusCode(403)
                .body("code", equalTo("permission.operator"));
    }

    private static ValidatableResponse read(String token, String id) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/v1/tenants/" + id)
                .then();
    }

    private static String withoutTrace(String problem) {
        return problem.replaceAll("\"trace_id\":\"[0-9a-f]*\",?", "");
    }

    @Nested
    class Without_a_valid_internal_token {
        @Test
        void nobody_comes_in() {
            given().get("/api/v1/tenants/" + UUID.randomUUID()).then().statusCode(401);
            read("nonsense", UUID.randomUUID().toString()).statusCode(401);
        }

        @Test
        void tokens_of_another_service_or_time_or_permission_are_refused() {
            var tenant = UUID.randomUUID();
            read(Tokens.ofTenant("commerce", tenant, "*"), tenant.toString()).statusCode(401);
            read(Tokens.sign("tenant", "key:x", "key", tenant, List.of("*"), -60), tenant.toString())
                    .statusCode(401);
            read(Tokens.ofTenant("tenant", tenant, "orders:*"), tenant.toString())
                    .statusCode(403)
                    .body("code", equalTo("permission.missing"))
                    .body("$", not(hasKey("stack")));
        }
    }
}
