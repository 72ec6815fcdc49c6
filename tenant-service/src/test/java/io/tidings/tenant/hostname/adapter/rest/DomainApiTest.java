package io.tidings.tenant.hostname.adapter.rest;

import static io.tidings.tenant.Suite.asKey;
import static io.tidings.tenant.Suite.asOperator;
import static io.tidings.tenant.Suite.directory;
import static io.tidings.tenant.Suite.tenant;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.tenant.hostname.application.KnownRecords;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class DomainApiTest {
    @Inject
    KnownRecords dns;

    private final String name = "shop-" + UUID.randomUUID() + ".example";
    private UUID tenant = new UUID(0, 0);

    @BeforeEach
    void a_tenant() {
        tenant = tenant("pro");
    }

    @AfterEach
    void now() {
        TestClock.reset();
    }

    private static String path(UUID id) {
        return "/api/v1/tenants/" + id + "/domain";
    }

    private static ValidatableResponse claim(UUID id, String domain) {
        return asOperator()
                .body("{\"domain\":\"%s\"}".formatted(domain))
                .put(path(id))
                .then();
    }

    private void isIn(String state) {
        await().untilAsserted(() ->
                asOperator().get(path(tenant)).then().statusCode(200).body("state", equalTo(state)));
    }

    /** Claims the domain and writes its record, and waits until the suite has found it and the gateway knows. */
    private void proven() {
        proven(Duration.ofMinutes(2));
    }

    private void proven(Duration later) {
        String value = claim(tenant, name)
                .statusCode(200)
                .body("state", equalTo("pending"))
                .body("challenge.type", equalTo("TXT"))
                .body("challenge.name", equalTo("_tidings-challenge." + name))
                .body("challenge.value", matchesPattern("tidings-challenge=[0-9a-f]{32}"))
                .extract()
                .path("challenge.value");
        dns.has("_tidings-challenge." + name, "v=spf1 -all", value);
        TestClock.ahead(later);
        isIn("proven");
        await().untilAsserted(
                        () -> assertThat(directory("tenant:" + tenant)).contains("\"domains\":[\"" + name + "\"]"));
    }

    @Test
    void a_claimed_domain_leads_to_its_tenant_once_its_record_is_found() {
        claim(tenant, name).statusCode(200);
        await().untilAsserted(() -> asOperator().get(path(tenant)).then().body("checked_at", notNullValue()));
        assertThat(directory("tenant:" + tenant)).doesNotContain(name);
        proven();
        asOperator().get("/api/v1/tenants/" + tenant).then().body("domain.state", equalTo("proven"));
        assertThat(asOperator().get("/api/v1/tenants/" + tenant + "/audit").<List<String>>path("items.action"))
                .contains("domain.claimed", "domain.proven");
    }

    @Test
    void somebody_elses_record_proves_nothing() {
        claim(tenant, name).statusCode(200);
        dns.has("_tidings-challenge." + name, "tidings-challenge=00000000000000000000000000000000");
        TestClock.ahead(Duration.ofMinutes(2));
        await().untilAsserted(() -> asOperator().get(path(tenant)).then().body("checked_at", notNullValue()));
        isIn("pending");
    }

    @Test
    void an_unproven_one_is_given_up_after_seven_days_and_may_be_claimed_again() {
        claim(tenant, name).statusCode(200);
        TestClock.ahead(Duration.ofDays(8));
        isIn("expired");
        claim(tenant, name).statusCode(200).body("state", equalTo("pending"));
    }

    @Test
    void a_lost_one_stops_leading_anywhere_and_comes_back_with_its_record() {
        proven();
        var texts = asOperator().get(path(tenant)).<String>path("challenge.value");
        dns.has("_tidings-challenge." + name);
        TestClock.ahead(Duration.ofHours(25));
        await().untilAsserted(() -> asOperator().get(path(tenant)).then().body("missing_since", notNullValue()));
        isIn("proven");
        TestClock.ahead(Duration.ofHours(51));
        isIn("lost");
        await().untilAsserted(() -> assertThat(directory("tenant:" + tenant)).contains("\"domains\":[]"));
        assertThat(Database.count("select count(*) from tenant_domains where domain = ?", name))
                .isZero();

        dns.has("_tidings-challenge." + name, texts);
        TestClock.ahead(Duration.ofHours(53));
        isIn("proven");
    }

    @Test
    void a_silent_dns_takes_nothing_away() {
        proven();
        dns.fails("_tidings-challenge." + name);
        TestClock.ahead(Duration.ofDays(4));
        await().untilAsserted(() -> assertThat(Database.count(
                        "select coalesce(max(attempts), 0) from due_work where tenant_id = ? and kind = 'domain-check'",
                        tenant))
                .isPositive());
        isIn("proven");
        assertThat(directory("tenant:" + tenant)).contains(name);
    }

    @Test
    void what_one_tenant_has_proven_no_other_can_have() {
        proven();
        var other = tenant("pro");
        claim(other, name).statusCode(409).body("code", equalTo("domain.taken"));
        asOperator().delete(path(tenant)).then().statusCode(204);
        claim(other, name).statusCode(200);
        await().untilAsserted(() -> assertThat(directory("tenant:" + tenant)).contains("\"domains\":[]"));
    }

    @Test
    void of_two_that_wait_for_one_domain_the_first_to_prove_it_has_it() {
        var other = tenant("pro");
        String theirs = claim(other, name).statusCode(200).extract().path("challenge.value");
        proven();
        var ours = asOperator().get(path(tenant)).<String>path("challenge.value");
        dns.has("_tidings-challenge." + name, ours, theirs);
        TestClock.ahead(Duration.ofMinutes(30));
        await().untilAsserted(() -> asOperator().get(path(other)).then().body("checked_at", notNullValue()));
        asOperator().get(path(other)).then().body("state", equalTo("pending"));
        isIn("proven");
    }

    @Test
    void another_domain_takes_the_place_of_the_first_and_a_smaller_plan_of_both() {
        proven();
        claim(tenant, "other-" + name).statusCode(200).body("state", equalTo("pending"));
        await().untilAsserted(() -> assertThat(directory("tenant:" + tenant)).contains("\"domains\":[]"));
        proven(Duration.ofMinutes(10));
        asOperator()
                .body("{\"plan\":\"free\"}")
                .put("/api/v1/tenants/" + tenant)
                .then()
                .statusCode(200);
        await().untilAsserted(() -> assertThat(directory("tenant:" + tenant)).contains("\"domains\":[]"));
    }

    @Test
    void it_takes_a_plan_that_includes_it() {
        claim(tenant("starter"), name).statusCode(409).body("code", equalTo("plan.custom-domain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"domain":"co.uk"}               | 422 | domain.name
            {"domain":"shop.localhost"}      | 422 | domain.name
            {"domain":"https://shop.example"}| 422 | domain.name
            {"domain":""}                    | 422 | request.invalid
            {}                               | 422 | request.invalid
            {"domain":1}                     | 400 | request.malformed
            {"domain":"a.example","tls":1}   | 400 | request.malformed
            """)
    void bad_input_is_a_clear_problem(String body, int status, String code) {
        asOperator().body(body).put(path(tenant)).then().statusCode(status).body("code", equalTo(code));
    }

    @Test
    void a_tenant_without_one_has_none_and_gives_up_nothing() {
        asOperator().get(path(tenant)).then().statusCode(404).body("code", equalTo("domain.not-found"));
        asOperator().delete(path(tenant)).then().statusCode(204);
    }

    @Test
    void another_tenants_domain_does_not_exist() {
        claim(tenant, name).statusCode(200);
        var own = tenant("pro");
        for (var id : List.of(tenant, UUID.randomUUID())) {
            asKey(own, "*").get(path(id)).then().statusCode(404).body("code", equalTo("tenant.not-found"));
            asKey(own, "*").delete(path(id)).then().statusCode(404);
            asKey(own, "*")
                    .body("{\"domain\":\"a.example\"}")
                    .put(path(id))
                    .then()
                    .statusCode(404);
        }
        asOperator().get(path(tenant)).then().statusCode(200).body("domain", equalTo(name));
    }
}
