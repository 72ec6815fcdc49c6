package io.tidings.messaging.contact.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ConsentLedgerApiTest {
    private static final String CONTACTS = "/api/v1/contacts/";

    @Inject
    Clock clock;

    private final UUID tenant = Database.knownTenant("UTC");
    private int minutes;

    @AfterEach
    void back_to_the_real_time() {
        TestClock.reset();
    }

    @Test
    void the_state_of_any_past_moment_is_replayed() {
        var id = add();
        var silent = clock.instant();
        pass();
        record(id, "marketing", "granted", "checkout");
        var granted = clock.instant();
        pass();
        record(id, "marketing", "revoked", "phone call");
        record(id, "transactional", "revoked", "phone call");

        at(id, silent.toString(), "unknown", "unknown", 0);
        at(id, granted.toString(), "granted", "unknown", 1);
        at(id, "2999-01-01T00:00:00+02:00", "revoked", "revoked", 3);
        Api.as(tenant)
                .get(CONTACTS + id + "/consents?limit=1")
                .then()
                .body("items", hasSize(1))
                .body("state.transactional", equalTo("revoked"));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, tenant, ContactOptedOut.class))
                .extracting(ContactOptedOut::source)
                .containsExactly("api", "api"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-20", "-999999999-01-01T00:00:00Z", "1500-01-01T00:00:00Z"})
    void a_moment_that_is_none_is_refused(String at) {
        Api.as(tenant)
                .queryParam("at", at)
                .get(CONTACTS + add() + "/consents")
                .then()
                .statusCode(400)
                .body("code", equalTo("consent.at"));
    }

    @Test
    void a_line_says_who_wrote_it_and_what_proves_it() {
        var id = add();
        var body = body("marketing", "granted", "form");
        body.put("evidence", Map.of("page", "https://shop.example/join", "ip", "203.0.113.7"));
        Api.as(tenant).body(body).post(CONTACTS + id + "/consents").then().statusCode(201);
        Api.as(tenant)
                .get(CONTACTS + id + "/consents")
                .then()
                .body("items[0].actor", startsWith("key:"))
                .body("items[0].evidence.ip", equalTo("203.0.113.7"))
                .body(
                        "items[0].evidence_sha256",
                        equalTo("22c490811a48e8909c8939982b8a5a98c0b8e15f5ea321d1c29ef6b081ec4d94"));
        body.put("evidence", Map.of("Page", "x"));
        Api.as(tenant)
                .body(body)
                .post(CONTACTS + id + "/consents")
                .then()
                .statusCode(422)
                .body("code", equalTo("consent.evidence"));
    }

    @Test
    void unsubscribers_are_those_whose_last_word_is_a_stop() {
        var marketing = add();
        record(marketing, "marketing", "revoked", "api");
        var all = add();
        record(all, "transactional", "revoked", "api");
        record(all, "marketing", "revoked", "web form");
        var back = add();
        record(back, "marketing", "revoked", "api");
        record(back, "marketing", "granted", "api");

        Api.as(tenant)
                .get("/api/v1/unsubscribers")
                .then()
                .statusCode(200)
                .body("items.contact_id", contains(all, marketing))
                .body("items.scope", contains("all", "marketing"))
                .body("items.source", contains("web form", "api"));
        Api.as(tenant)
                .get("/api/v1/unsubscribers?scope=marketing")
                .then()
                .body("items.contact_id", contains(marketing));
        Api.as(tenant)
                .get("/api/v1/unsubscribers?scope=none")
                .then()
                .statusCode(400)
                .body("code", equalTo("unsubscriber.scope"));
    }

    @Test
    void people_are_found_by_name_phone_tag_and_attribute() {
        var phone = "+" + Shop.somebody();
        var id = Api.as(tenant)
                .body(Map.of(
                        "phone",
                        phone,
                        "name",
                        "Inés Ortiz",
                        "tags",
                        new String[] {"VIP"},
                        "attributes",
                        Map.of("city", "Ávila")))
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .body("tags", contains("VIP"))
                .body("attributes.city", equalTo("Ávila"))
                .extract()
                .<String>path("id");
        add();
        for (var query : new String[] {
            "search=ines", "search=ort", "search=" + phone.substring(5), "tag=vip", "attribute=city:avila"
        }) {
            Api.as(tenant).get("/api/v1/contacts?" + query).then().body("items.id", contains(id));
        }
        Api.as(tenant).get("/api/v1/contacts?search=x").then().statusCode(400).body("code", equalTo("contact.search"));

        var other = "+" + Shop.somebody();
        Api.as(tenant)
                .body(Map.of("name", "Eva", "phone", other))
                .put(CONTACTS + id)
                .then()
                .statusCode(200)
                .body("phone", equalTo(other))
                .body("tags", hasSize(0));
        Api.as(tenant).get("/api/v1/contacts?search=ines").then().body("items", hasSize(0));
        Api.as(tenant).get("/api/v1/contacts?search=eva").then().body("items.id", contains(id));
        Api.as(tenant).queryParam("phone", phone).get("/api/v1/contacts").then().body("items", hasSize(0));
    }

    @Test
    void a_phone_is_given_to_one_contact_alone_however_it_is_spelled() {
        var mine = "55479" + Shop.somebody().substring(3, 11);
        var theirs = add();
        var body = Map.of("phone", "+" + mine);
        var id = Api.as(tenant)
                .body(body)
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        Api.as(tenant)
                .body(body)
                .put(CONTACTS + theirs)
                .then()
                .statusCode(409)
                .body("code", equalTo("contact.exists"))
                .body("contact_id", equalTo(id));
        for (var bad : new String[] {
            "{\"tags\":[\"\"]}|contact.tags",
            "{\"attributes\":{\"A\":\"x\"}}|contact.attributes",
            "{\"phone\":\"12\"}|phone.invalid"
        }) {
            Api.as(tenant)
                    .body(bad.split("\\|")[0])
                    .put(CONTACTS + theirs)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo(bad.split("\\|")[1]));
        }
        Api.as(tenant).get("/api/v1/contacts").then().body("items.id", containsInAnyOrder(id, theirs));
    }

    private void at(String id, String at, String marketing, String transactional, int lines) {
        Api.as(tenant)
                .queryParam("at", at)
                .get(CONTACTS + id + "/consents")
                .then()
                .statusCode(200)
                .body("state.marketing", equalTo(marketing))
                .body("state.transactional", equalTo(transactional))
                .body("items", hasSize(lines));
    }

    private void pass() {
        TestClock.ahead(Duration.ofMinutes(++minutes));
    }

    private String add() {
        return Api.as(tenant)
                .body(Map.of("phone", "+" + Shop.somebody()))
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> body(String purpose, String decision, String source) {
        return new HashMap<>(Map.of("purpose", purpose, "decision", decision, "source", source));
    }

    private void record(String id, String purpose, String decision, String source) {
        Api.as(tenant)
                .body(body(purpose, decision, source))
                .post(CONTACTS + id + "/consents")
                .then()
                .statusCode(201);
    }
}
