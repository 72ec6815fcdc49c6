package io.tidings.tenant.account.adapter.rest;

import static io.tidings.tenant.Suite.asKey;
import static io.tidings.tenant.Suite.asOperator;
import static io.tidings.tenant.Suite.asPerson;
import static io.tidings.tenant.Suite.directory;
import static io.tidings.tenant.Suite.slug;
import static io.tidings.tenant.Suite.tenant;
import static io.tidings.tenant.Suite.tenantOf;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.MemberAdded;
import io.tidings.contracts.tenant.PlanChanged;
import io.tidings.contracts.tenant.TenantResumed;
import io.tidings.contracts.tenant.TenantSuspended;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TenantLifeApiTest {

    @Test
    void the_seeds_paths_work_with_a_slash_at_the_end_too() {
        String id = asOperator()
                .body("{\"name\":\"Rosa\",\"slug\":\"%s\"}".formatted(slug()))
                .post("/api/v1/tenants/")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (var path : List.of("", "/users", "/api-keys", "/usage/stats", "/audit")) {
            asOperator().get("/api/v1/tenants/" + id + path).then().statusCode(200);
            asOperator().get("/api/v1/tenants/" + id + path + "/").then().statusCode(200);
        }
    }

    @Nested
    class The_list {
        @Test
        void is_the_operators_and_goes_over_all_tenants_page_by_page() {
            var made = List.of(tenant("free"), tenant("pro"), tenant("starter"));
            var seen = new ArrayList<String>();
            @Nullable String cursor = null;
            do {
                var page = asOperator()
                        .queryParam("limit", 2)
                        .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                        .get("/api/v1/tenants")
                        .then()
                        .statusCode(200)
                        .extract();
                List<String> ids = page.path("items.id");
                assertThat(ids).hasSizeLessThanOrEqualTo(2);
                seen.addAll(ids);
                cursor = page.path("next_cursor");
            } while (cursor != null);
            assertThat(seen)
                    .doesNotHaveDuplicates()
                    .containsAll(made.stream().map(UUID::toString).toList());
            assertThat((long) seen.size()).isEqualTo(Database.count("select count(*) from tenants"));
        }

        @Test
        void is_nobody_elses() {
            asKey(tenant("free"), "*")
                    .get("/api/v1/tenants")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission.operator"));
        }

        @Test
        void takes_no_cursor_it_has_not_given() {
            asOperator()
                    .queryParam("cursor", "AAAA")
                    .get("/api/v1/tenants")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("page.cursor"));
        }
    }

    @Nested
    class Suspending {
        @Test
        void is_told_to_services_and_to_the_gateway_and_can_be_taken_back() {
            var id = tenant("free");
            for (var i = 0; i < 2; i++) {
                post(id, "suspend").statusCode(200).body("is_active", equalTo(false));
            }
            await().untilAsserted(() -> assertThat(directory("tenant:" + id)).contains("\"active\":false"));
            post(id, "resume").statusCode(200).body("is_active", equalTo(true));
            await().untilAsserted(() -> assertThat(directory("tenant:" + id)).contains("\"active\":true"));
            await().untilAsserted(() -> assertThat(Records.events(Topics.TENANT, id, TenantResumed.class))
                    .hasSize(1));
            assertThat(Records.events(Topics.TENANT, id, TenantSuspended.class)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"suspend", "resume"})
        void is_the_operators_alone(String what) {
            var id = tenant("free");
            asKey(id, "*")
                    .post("/api/v1/tenants/" + id + "/" + what)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission.operator"));
            asKey(id, "*")
                    .post("/api/v1/tenants/" + tenant("free") + "/" + what)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("tenant.not-found"));
        }

        private static ValidatableResponse post(UUID id, String what) {
            return asOperator().post("/api/v1/tenants/" + id + "/" + what).then();
        }
    }

    @Test
    void another_plan_is_told_with_its_rate() {
        var id = tenant("free");
        asOperator()
                .body("{\"plan\":\"pro\",\"billing_customer_id\":\"cus_7\"}")
                .put("/api/v1/tenants/" + id)
                .then()
                .statusCode(200)
                .body("plan", equalTo("pro"))
                .body("billing_customer_id", equalTo("cus_7"));
        await().untilAsserted(() -> assertThat(directory("tenant:" + id))
                .contains("\"plan\":\"pro\"")
                .contains("\"api_rate\":3000"));
        await().untilAsserted(() -> assertThat(Records.events(Topics.TENANT, id, PlanChanged.class))
                .singleElement()
                .satisfies(e -> assertThat(e.previousPlan() + " " + e.plan()).isEqualTo("free pro")));
    }

    @Nested
    class A_logged_in_person {
        @Test
        void founds_a_tenant_and_is_its_owner() {
            var sub = UUID.randomUUID().toString();
            String id = asPerson(sub)
                    .body("{\"name\":\"Mine\",\"slug\":\"%s\"}".formatted(slug()))
                    .post("/api/v1/tenants")
                    .then()
                    .statusCode(201)
                    .body("plan", equalTo("free"))
                    .body("id", notNullValue())
                    .extract()
                    .path("id");
            await().untilAsserted(() -> assertThat(directory("member:" + id + ":" + sub))
                    .contains("\"role\":\"owner\"")
                    .contains("\"permissions\":[\"*\"]"));
            await().untilAsserted(
                            () -> assertThat(Records.events(Topics.TENANT, UUID.fromString(id), MemberAdded.class))
                                    .singleElement()
                                    .satisfies(e -> assertThat(e.userId()).isEqualTo(sub)));
        }

        @Test
        void does_not_choose_what_is_paid_for() {
            for (var more : List.of("\"plan\":\"enterprise\"", "\"billing_customer_id\":\"cus_1\"")) {
                asPerson("p1")
                        .body("{\"name\":\"Mine\",\"slug\":\"%s\",%s}".formatted(slug(), more))
                        .post("/api/v1/tenants")
                        .then()
                        .statusCode(403)
                        .body("code", equalTo("permission.operator"));
            }
        }

        @Test
        void gets_another_tenant_than_somebody_else_with_the_same_idempotency_key() {
            var first = once("p-one").statusCode(201).extract();
            assertThat(once("p-one").statusCode(201).extract().<String>path("id"))
                    .isEqualTo(first.path("id"));
            assertThat(once("p-two").statusCode(201).extract().<String>path("id"))
                    .isNotEqualTo(first.path("id"));
        }

        private final String key = UUID.randomUUID().toString();

        private ValidatableResponse once(String sub) {
            return asPerson(sub)
                    .header("Idempotency-Key", key)
                    .body("{\"name\":\"Mine\",\"slug\":\"%s\"}".formatted("s" + sub + key.substring(0, 13)))
                    .post("/api/v1/tenants")
                    .then();
        }

        @Test
        void changes_no_other_tenant() {
            for (var id : List.of(tenant("free"), UUID.randomUUID())) {
                asPerson(tenant("free"), "p", "*")
                        .body("{\"name\":\"Mine\"}")
                        .put("/api/v1/tenants/" + id)
                        .then()
                        .statusCode(404)
                        .body("code", equalTo("tenant.not-found"));
            }
        }

        /** What the gateway lets somebody do who acts for no tenant; all else needs one. */
        @Test
        void without_a_tenant_founds_one_and_reads_the_plans_and_no_more() {
            var me = "p-" + UUID.randomUUID();
            asPerson(me).get("/api/v1/plans").then().statusCode(200);

            for (var id : List.of(tenant("free"), tenantOf(me), UUID.randomUUID())) {
                var path = "/api/v1/tenants/" + id;
                asPerson(me)
                        .body("{\"name\":\"Mine\"}")
                        .put(path)
                        .then()
                        .statusCode(403)
                        .body("code", equalTo("tenant.missing"));
                for (var change : List.of("/suspend", "/resume")) {
                    asPerson(me).post(path + change).then().statusCode(403).body("code", equalTo("tenant.missing"));
                }
                for (var read : List.of("", "/users", "/api-keys", "/domain", "/audit", "/usage/stats")) {
                    asPerson(me).get(path + read).then().statusCode(403).body("code", equalTo("permission.missing"));
                }
            }
            asPerson(me).get("/api/v1/tenants").then().statusCode(403).body("code", equalTo("permission.missing"));
        }

        @Test
        void changes_name_and_settings_of_their_tenant_and_no_more() {
            var id = tenant("free");
            asPerson(id, "p", "tenants:*")
                    .body("{\"name\":\"Rosa y Lola\",\"settings\":{\"time_zone\":\"Europe/Madrid\"}}")
                    .put("/api/v1/tenants/" + id)
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("Rosa y Lola"))
                    .body("time_zone", equalTo("Europe/Madrid"));
            for (var body : List.of("{\"plan\":\"pro\"}", "{\"is_active\":true}", "{\"billing_customer_id\":\"c\"}")) {
                asPerson(id, "p", "*")
                        .body(body)
                        .put("/api/v1/tenants/" + id)
                        .then()
                        .statusCode(403)
                        .body("code", equalTo("permission.operator"));
            }
        }
    }
}
