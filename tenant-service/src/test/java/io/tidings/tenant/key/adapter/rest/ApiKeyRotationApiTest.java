package io.tidings.tenant.key.adapter.rest;

import static io.tidings.tenant.Suite.asKey;
import static io.tidings.tenant.Suite.asOperator;
import static io.tidings.tenant.Suite.directory;
import static io.tidings.tenant.Suite.tenant;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.ApiKeyRotated;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ApiKeyRotationApiTest {
    private static final String KEY = """
            {"name":"shop","permissions":["orders:*","contacts:read"],"rate_limit":60,
             "allowed_networks":["203.0.113.0/24","2001:db8::/32"]}""";

    private UUID tenant = new UUID(0, 0);

    @BeforeEach
    void a_tenant() {
        tenant = tenant("pro");
    }

    private String created(String body) {
        return asOperator()
                .body(body)
                .post("/api/v1/tenants/" + tenant + "/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse rotate(String id, String body) {
        return asOperator()
                .body(body)
                .post("/api/v1/tenants/" + tenant + "/api-keys/" + id + "/rotate")
                .then();
    }

    @Nested
    class Rotating {
        @Test
        void gives_a_key_that_may_do_the_same_and_both_work_until_the_grace_ends() {
            var old = created(KEY);
            var before = Instant.now();
            var next = rotate(old, "{\"grace_hours\":2}")
                    .statusCode(201)
                    .body("key", startsWith("tdg_live_"))
                    .body("id", not(equalTo(old)))
                    .body("permissions", contains("orders:*", "contacts:read"))
                    .body("allowed_networks", contains("203.0.113.0/24", "2001:db8::/32"))
                    .body("rate_limit", equalTo(60))
                    .body("expires_at", nullValue())
                    .extract();
            await().untilAsserted(() -> assertThat(Records.events(Topics.TENANT, tenant, ApiKeyRotated.class))
                    .singleElement()
                    .satisfies(e -> {
                        assertThat(e.replacementId()).hasToString(next.path("id"));
                        assertThat(e.graceEndsAt())
                                .isBetween(
                                        before.plus(Duration.ofHours(2)),
                                        Instant.now().plus(Duration.ofHours(2)));
                    }));
            await().untilAsserted(() -> assertThat(directory("key:" + old))
                    .contains("\"revoked\":false")
                    .contains("\"expires_at\":\"")
                    .contains("\"allowed_networks\":[\"203.0.113.0/24\",\"2001:db8::/32\"]"));
            await().untilAsserted(() ->
                    assertThat(directory("key:" + next.path("id"))).contains("\"expires_at\":null"));
        }

        @Test
        void takes_a_day_when_nothing_is_said() {
            var old = created(KEY);
            asOperator()
                    .post("/api/v1/tenants/" + tenant + "/api-keys/" + old + "/rotate")
                    .then()
                    .statusCode(201);
            assertThat(listed(old, "expires_at"))
                    .satisfies(end -> assertThat(Duration.between(Instant.now(), Instant.parse(end)))
                            .isBetween(Duration.ofHours(23), Duration.ofHours(24)));
            assertThat(listed(old, "replaced_by")).isNotNull();
        }

        @Test
        void needs_neither_a_body_nor_the_type_of_one() {
            asOperator()
                    .noContentType()
                    .post("/api/v1/tenants/" + tenant + "/api-keys/" + created(KEY) + "/rotate")
                    .then()
                    .statusCode(201);
        }

        @Test
        void without_grace_ends_the_old_key_at_once() {
            var old = created(KEY);
            rotate(old, "{\"grace_hours\":0}").statusCode(201);
            await().untilAsserted(() -> assertThat(directory("key:" + old)).contains("\"revoked\":true"));
        }

        @Test
        void never_lets_a_key_live_longer_than_it_would_have() {
            var end = Instant.now()
                    .plus(Duration.ofHours(1))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            var old = created("{\"name\":\"short\",\"expires_at\":\"%s\"}".formatted(end));
            rotate(old, "{\"grace_hours\":168}").statusCode(201);
            assertThat(Instant.parse(listed(old, "expires_at"))).isEqualTo(Instant.parse(end));
        }

        @Test
        void happens_once_per_key_and_shows_the_new_one_once() {
            var old = created(KEY);
            var path = "/api/v1/tenants/" + tenant + "/api-keys/" + old + "/rotate";
            var once = UUID.randomUUID().toString();
            var first = asOperator()
                    .header("Idempotency-Key", once)
                    .body("{}")
                    .post(path)
                    .then();
            first.statusCode(201).body("key", notNullValue());
            asOperator()
                    .header("Idempotency-Key", once)
                    .body("{}")
                    .post(path)
                    .then()
                    .statusCode(201)
                    .body("key", nullValue())
                    .body("id", equalTo(first.extract().path("id")));
            rotate(old, "{}").statusCode(409).body("code", equalTo("api-key.not-usable"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"grace_hours":-1}    | 422 | request.invalid
                {"grace_hours":169}   | 422 | request.invalid
                {"grace_hours":"1"}   | 400 | request.malformed
                {"grace":1}           | 400 | request.malformed
                """)
        void takes_none_to_seven_days(String body, int status, String code) {
            rotate(created(KEY), body).statusCode(status).body("code", equalTo(code));
        }

        @Test
        void another_tenants_key_does_not_exist() {
            var theirs = created(KEY);
            var own = tenant("free");
            for (var path : new String[] {tenant + "/api-keys/" + theirs, own + "/api-keys/" + theirs}) {
                asKey(own, "*")
                        .body("{}")
                        .post("/api/v1/tenants/" + path + "/rotate")
                        .then()
                        .statusCode(404);
            }
            assertThat(listed(theirs, "replaced_by")).isNull();
        }
    }

    @Nested
    class Nobody_gives_more_than_they_have {
        @Test
        void so_a_key_is_refused_that_may_more_than_its_maker() {
            for (var more : new String[] {"[\"*\"]", "[\"invoices:read\"]", "[\"orders:write\",\"invoices:*\"]"}) {
                asKey(tenant, "api-keys:*", "orders:*")
                        .body("{\"name\":\"k\",\"permissions\":%s}".formatted(more))
                        .post("/api/v1/tenants/" + tenant + "/api-keys")
                        .then()
                        .statusCode(403)
                        .body("code", equalTo("permission.beyond-own"));
            }
        }

        @Test
        void and_a_key_made_without_permissions_gets_its_makers() {
            asKey(tenant, "api-keys:write", "orders:*")
                    .body("{\"name\":\"k\"}")
                    .post("/api/v1/tenants/" + tenant + "/api-keys")
                    .then()
                    .statusCode(201)
                    .body("permissions", contains("api-keys:write", "orders:*"));
        }

        @Test
        void and_a_stronger_key_cannot_be_rotated_into_ones_hands() {
            var strong = created("{\"name\":\"all\"}");
            asKey(tenant, "api-keys:*")
                    .body("{}")
                    .post("/api/v1/tenants/" + tenant + "/api-keys/" + strong + "/rotate")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission.beyond-own"));
        }
    }

    private String listed(String id, String field) {
        return asOperator()
                .get("/api/v1/tenants/" + tenant + "/api-keys")
                .then()
                .extract()
                .path("items.find { it.id == '%s' }.%s".formatted(id, field));
    }
}
