package io.tidings.messaging.contact.adapter.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

/** The tenant's ledger over all contacts. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ConsentApiTest {
    private static final String CONTACTS = "/api/v1/contacts";

    @Inject
    Clock clock;

    private final UUID tenant = Database.knownTenant("UTC");

    @AfterEach
    void back_to_the_real_time() {
        TestClock.reset();
    }

    @Test
    void the_ledger_of_all_contacts_is_filtered_and_paged() {
        var ana = add();
        var luis = add();
        record(ana, "marketing", "granted");
        record(luis, "marketing", "granted");
        record(ana, "transactional", "revoked");
        record(ana, "marketing", "revoked");

        lines("").body("items", hasSize(4)).body("items[0].contact_id", equalTo(ana));
        lines("?contact_id=" + luis).body("items.contact_id", contains(luis));
        lines("?purpose=transactional").body("items.decision", contains("revoked"));
        lines("?decision=revoked&purpose=marketing").body("items.contact_id", contains(ana));
        lines("?contact_id=" + ana + "&decision=granted").body("items.purpose", contains("marketing"));
        lines("?contact_id=" + UUID.randomUUID()).body("items", hasSize(0));

        var first = lines("?limit=3").body("items", hasSize(3)).body("next_cursor", notNullValue());
        lines("?limit=3&cursor=" + first.extract().path("next_cursor"))
                .body("items", hasSize(1))
                .body("items.decision", everyItem(equalTo("granted")))
                .body("next_cursor", nullValue());
    }

    @Test
    void lines_are_found_by_the_time_they_were_written() {
        var ana = add();
        record(ana, "marketing", "granted");
        TestClock.ahead(Duration.ofMinutes(10));
        var between = clock.instant();
        TestClock.ahead(Duration.ofMinutes(20));
        record(ana, "marketing", "revoked");

        lines("?since=" + between).body("items.decision", contains("revoked"));
        lines("?until=" + between).body("items.decision", contains("granted"));
        lines("?since=" + between.minus(Duration.ofDays(40)) + "&until=" + between.minus(Duration.ofDays(30)))
                .body("items", hasSize(0));
    }

    @Test
    void an_erased_contact_keeps_its_lines() {
        var ana = add();
        record(ana, "marketing", "granted");
        Api.as(tenant).delete(CONTACTS + "/" + ana).then().statusCode(204);
        lines("?contact_id=" + ana).body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contact_id=x",
                "purpose=otp",
                "decision=maybe",
                "since=yesterday",
                "until=2026-11-20",
                "since=-999999999-01-01T00:00:00Z"
            })
    void a_filter_of_no_usable_form_is_refused(String filter) {
        Api.as(tenant).get("/api/v1/consents?" + filter).then().statusCode(400).body("code", equalTo("consent.filter"));
    }

    private String add() {
        return Api.as(tenant)
                .body(Map.of("phone", "+" + Shop.somebody()))
                .post(CONTACTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void record(String contact, String purpose, String decision) {
        Api.as(tenant)
                .body(Map.of("purpose", purpose, "decision", decision, "source", "form"))
                .post(CONTACTS + "/" + contact + "/consents")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse lines(String query) {
        return Api.as(tenant)
                .urlEncodingEnabled(false)
                .get("/api/v1/consents" + query)
                .then()
                .statusCode(200);
    }
}
