package io.tidings.messaging.contact.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ContactApiTest {
    private static final String CONTACTS = "/api/v1/contacts";

    @Inject
    UpsertContact upsertContact;

    private final UUID tenant = Database.knownTenant("Europe/Madrid");
    private final String phone = "+" + Shop.somebody();

    @Test
    void a_contact_is_added_shown_listed_and_told_of() {
        var created = Api.as(tenant).body("""
                        {"phone":" %s ","name":"Ana","time_zone":"Europe/Madrid","locale":"es",
                         "marketing_consent":{"source":"checkout","wording":"Yes, tell me"}}""".formatted(phone)).post(CONTACTS);
        created.then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Location", startsWith(CONTACTS + "/"))
                .body("phone", equalTo(phone))
                .body("consents.marketing", equalTo("granted"))
                .body("consents.transactional", equalTo("unknown"))
                .body("created_at", notNullValue());
        var id = created.jsonPath().getString("id");

        var shown = Api.as(tenant).get(created.header("Location"));
        assertThat(shown.asString()).isEqualTo(created.asString());
        Api.as(tenant)
                .queryParam("phone", phone)
                .get(CONTACTS)
                .then()
                .statusCode(200)
                .body("items.id", contains(id))
                .body("next_cursor", nullValue());
        Api.as(tenant)
                .get(CONTACTS + "/" + id + "/consents")
                .then()
                .body("items", hasSize(1))
                .body("items[0].wording", equalTo("Yes, tell me"));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, tenant, ContactCreated.class))
                .singleElement()
                .satisfies(event -> assertThat(event.timeZone()).isEqualTo("Europe/Madrid")));
    }

    @Test
    void the_same_phone_again_names_the_contact_it_has() {
        var id = add(phone);
        Api.as(tenant)
                .body(Map.of("phone", phone))
                .post(CONTACTS)
                .then()
                .statusCode(409)
                .body("code", equalTo("contact.exists"))
                .body("contact_id", equalTo(id));
        var other = Database.knownTenant("UTC");
        Api.as(other).body(Map.of("phone", phone)).post(CONTACTS).then().statusCode(201);
    }

    @Test
    void an_edit_replaces_asks_for_the_right_version_and_is_told_once() {
        var id = add(phone);
        var edit = Map.of("name", "Ana María", "time_zone", "America/Lima");
        Api.as(tenant)
                .header("If-Match", "\"0\"")
                .body(edit)
                .put(CONTACTS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", equalTo("Ana María"))
                .body("locale", nullValue());
        Api.as(tenant)
                .header("If-Match", "\"0\"")
                .body(Map.of("name", "Late"))
                .put(CONTACTS + "/" + id)
                .then()
                .statusCode(412)
                .body("code", equalTo("request.stale"));
        Api.as(tenant)
                .body(edit)
                .put(CONTACTS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, tenant, ContactUpdated.class))
                .singleElement()
                .satisfies(event -> assertThat(event.name()).isEqualTo("Ana María")));
    }

    @Test
    void consent_is_a_ledger_and_an_opt_out_is_told_once() {
        var id = add(phone);
        record(id, "marketing", "granted");
        record(id, "marketing", "revoked");
        record(id, "marketing", "revoked");
        record(id, "transactional", "revoked");
        Api.as(tenant)
                .get(CONTACTS + "/" + id)
                .then()
                .body("consents.marketing", equalTo("revoked"))
                .body("consents.transactional", equalTo("revoked"));
        Api.as(tenant)
                .get(CONTACTS + "/" + id + "/consents?limit=2")
                .then()
                .body("items.purpose", contains("transactional", "marketing"))
                .body("next_cursor", notNullValue());
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, tenant, ContactOptedOut.class))
                .extracting(ContactOptedOut::scope)
                .containsExactly("marketing", "all"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"phone\":\"12345\"};                                  422; phone.invalid",
                "{\"phone\":\"+34600\"};                                 422; phone.invalid",
                "{\"phone\":\"\"};                                       422; request.invalid",
                "{};                                                     422; request.invalid",
                "{\"phone\":\"PHONE\",\"nme\":\"Ana\"};                  400; request.malformed",
                "{\"phone\":600111222};                                  400; request.malformed",
                "{\"phone\":\"PHONE\",\"name\":\"a\\u0000b\"};           400; request.malformed",
                "{\"phone\":\"PHONE\",\"name\":{\"a\":1}};               400; request.malformed",
                "{\"phone\":\"PHONE\",\"time_zone\":\"Mars\"};           422; contact.time-zone",
                "{\"phone\":\"PHONE\",\"locale\":\"_\"};                 422; contact.locale",
                "{\"phone\":\"PHONE\",\"marketing_consent\":{}};         422; request.invalid",
                "[];                                                     400; request.malformed",
                "null;                                                   422; request.invalid",
                "{\"phone\":                                             ;400; request.malformed"
            })
    void bad_input_is_named_and_leaves_nothing(String body, int status, String code) {
        Api.as(tenant)
                .body(body.replace("PHONE", phone))
                .post(CONTACTS)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
        assertThat(Database.count("select count(*) from contacts where tenant_id = ?", tenant))
                .isZero();
    }

    @Test
    void lists_page_by_cursor_without_gaps_and_refuse_strange_ones() {
        var ids =
                IntStream.range(0, 5).mapToObj(i -> add("+" + Shop.somebody())).collect(Collectors.toSet());
        var first = Api.as(tenant).get(CONTACTS + "?limit=3").jsonPath();
        var second = Api.as(tenant)
                .get(CONTACTS + "?limit=3&cursor=" + first.getString("next_cursor"))
                .jsonPath();
        var seen = first.<String>getList("items.id");
        assertThat(seen).hasSize(3);
        seen.addAll(second.getList("items.id"));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        var foreign = Database.knownTenant("UTC");
        Api.as(foreign)
                .get(CONTACTS + "?cursor=" + first.getString("next_cursor"))
                .then()
                .statusCode(400)
                .body("code", equalTo("page.cursor"));
        Api.as(tenant).get(CONTACTS + "?phone=x").then().statusCode(422).body("code", equalTo("phone.invalid"));
    }

    @Test
    void many_who_name_a_new_phone_at_once_get_one_contact_and_one_event() {
        var command = new UpsertContact.Command(new TenantId(tenant), PhoneNumber.parse(phone), null, "Ana");
        var all = IntStream.range(0, 20)
                .mapToObj(i -> upsertContact.handle(command).subscribeAsCompletionStage())
                .toList();
        var ids = all.stream().map(CompletableFuture::join).map(Contact::id).collect(Collectors.toSet());
        assertThat(ids).hasSize(1);
        await().untilAsserted(
                        () -> assertThat(Database.count("select count(*) from outbox where tenant_id = ?", tenant))
                                .isZero());
        assertThat(Records.events(Topics.MESSAGING, tenant, ContactCreated.class))
                .hasSize(1);
    }

    @Test
    void an_unknown_name_is_filled_once_and_never_replaced() {
        upsert(null, null);
        assertThat(upsert(null, "Ana").name()).isEqualTo("Ana");
        assertThat(upsert(null, "Berta").name()).isEqualTo("Ana");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, tenant, ContactUpdated.class))
                .singleElement()
                .satisfies(event -> assertThat(event.name()).isEqualTo("Ana")));
    }

    @Test
    void whatsapps_spelling_of_a_phone_finds_the_contact() {
        var id = upsert(null, "Ana").id();
        assertThat(upsert(phone.substring(1), null).id()).isEqualTo(id);
        var spelled = "34" + Shop.somebody().substring(2);
        Database.update("update contacts set wa_id = ? where tenant_id = ? and id = ?", spelled, tenant, id);
        var inbound =
                new UpsertContact.Command(new TenantId(tenant), new PhoneNumber("+" + spelled), spelled, "Whoever");
        assertThat(upsertContact.handle(inbound).await().atMost(Patience.LIMIT).id())
                .isEqualTo(id);
    }

    @Test
    void an_idempotency_key_makes_a_retry_harmless() {
        var key = UUID.randomUUID().toString();
        var body = Map.of("phone", phone);
        var first = Api.as(tenant).header("Idempotency-Key", key).body(body).post(CONTACTS);
        var again = Api.as(tenant).header("Idempotency-Key", key).body(body).post(CONTACTS);
        assertThat(List.of(first.statusCode(), again.statusCode())).containsExactly(201, 201);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
    }

    private Contact upsert(String waId, String name) {
        return upsertContact
                .handle(new UpsertContact.Command(new TenantId(tenant), PhoneNumber.parse(phone), waId, name))
                .await()
                .atMost(Patience.LIMIT);
    }

    private String add(String number) {
        return Api.as(tenant)
                .body(Map.of("phone", number))
                .post(CONTACTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void record(String contact, String purpose, String decision) {
        Api.as(tenant)
                .body(Map.of("purpose", purpose, "decision", decision, "source", "api"))
                .post(CONTACTS + "/" + contact + "/consents")
                .then()
                .statusCode(201)
                .body("decision", equalTo(decision));
    }
}
