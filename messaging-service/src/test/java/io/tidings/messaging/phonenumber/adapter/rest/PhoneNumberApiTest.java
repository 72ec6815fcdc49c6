package io.tidings.messaging.phonenumber.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.messaging.phonenumber.application.NumberOwners;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class PhoneNumberApiTest {
    private static final String NUMBERS = "/api/v1/phone-numbers";

    @Inject
    TenantTx tx;

    @Inject
    PhoneNumbers numbers;

    @Inject
    NumberOwners owners;

    private final UUID tenant = Database.knownTenant("UTC");
    private final String metaId = "1055" + ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L);

    @Test
    void a_number_is_registered_and_its_token_never_shown() {
        var created = Api.as(tenant).body(body()).post(NUMBERS);
        created.then()
                .statusCode(201)
                .body("phone_number_id", equalTo(metaId))
                .body("access_token_last_four", equalTo("tail"))
                .body("messages_per_second", equalTo(80))
                .body("status", equalTo("active"));
        var id = created.jsonPath().getString("id");
        Api.as(tenant).get(NUMBERS + "/" + id).then().statusCode(200).body("id", equalTo(id));
        var list = Api.as(tenant).get(NUMBERS);
        list.then().body("items.id", contains(id));
        assertThat(created.asString() + list.asString()).doesNotContain("EAAG");
        assertThat(Database.column(
                        "select encode(access_token, 'escape') from phone_numbers where tenant_id = ?", tenant))
                .singleElement()
                .satisfies(stored -> assertThat(stored).doesNotContain("EAAG"));
    }

    @Test
    void the_dispatcher_gets_the_token_in_the_clear_and_webhooks_their_tenant() {
        var id = UUID.fromString(
                Api.as(tenant).body(body()).post(NUMBERS).jsonPath().getString("id"));
        var me = new TenantId(tenant);
        var sending = tx.run(me, () -> numbers.sending(me, id))
                .await()
                .atMost(Patience.LIMIT)
                .orElseThrow();
        assertThat(sending.accessToken()).isEqualTo("EAAG-secret-tail");
        assertThat(sending.toString()).doesNotContain("EAAG");
        assertThat(owners.ownerOf(metaId).await().atMost(Patience.LIMIT)).contains(me);
        assertThat(owners.ownerOf("999").await().atMost(Patience.LIMIT)).isEmpty();
        assertThat(tx.run(me, () -> numbers.byProviderId(me, metaId)).await().atMost(Patience.LIMIT))
                .contains(id);
    }

    @Test
    void a_paused_number_says_so_and_keeps_its_first_reason() {
        var id = UUID.fromString(
                Api.as(tenant).body(body()).post(NUMBERS).jsonPath().getString("id"));
        var me = new TenantId(tenant);
        tx.run(me, () -> numbers.pause(me, id, "whatsapp.131031")).await().atMost(Patience.LIMIT);
        tx.run(me, () -> numbers.pause(me, id, "whatsapp.368")).await().atMost(Patience.LIMIT);
        Api.as(tenant).get(NUMBERS + "/" + id).then().body("status", equalTo("paused"));
        assertThat(Database.column("select status_reason from phone_numbers where tenant_id = ?", tenant))
                .containsExactly("whatsapp.131031");
    }

    @Test
    void a_number_somebody_has_is_refused_alike_whoever_has_it() {
        Api.as(tenant).body(body()).post(NUMBERS).then().statusCode(201);
        var mine = Api.as(tenant).body(body()).post(NUMBERS);
        var foreign = Api.as(Database.knownTenant("UTC")).body(body()).post(NUMBERS);
        mine.then().statusCode(409).body("code", equalTo("phone-number.taken"));
        assertThat(withoutTrace(foreign.asString())).isEqualTo(withoutTrace(mine.asString()));
        assertThat(Database.count("select count(*) from phone_numbers where phone_number_id = ?", metaId))
                .isEqualTo(1);
    }

    @Test
    void a_number_is_edited_paused_and_resumed() {
        var path = NUMBERS + "/" + register();
        var edit = new HashMap<String, Object>(Map.of(
                "display_phone_number",
                "+34 911 000 111",
                "waba_id",
                "10550",
                "portfolio_id",
                "20770",
                "messages_per_second",
                20,
                "status",
                "paused"));
        Api.as(tenant)
                .header("If-Match", "\"0\"")
                .body(edit)
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("portfolio_id", equalTo("20770"))
                .body("messages_per_second", equalTo(20))
                .body("status", equalTo("paused"))
                .body("status_reason", equalTo("operator"));
        Api.as(tenant).header("If-Match", "\"0\"").body(edit).put(path).then().statusCode(412);
        edit.put("status", "active");
        Api.as(tenant)
                .body(edit)
                .put(path)
                .then()
                .body("status", equalTo("active"))
                .body("status_reason", nullValue());
        edit.put("status", "gone");
        Api.as(tenant).body(edit).put(path).then().statusCode(422).body("errors.field", contains("status"));
    }

    @Test
    void a_rotated_token_is_the_one_that_is_sent_with() {
        var id = register();
        Api.as(tenant)
                .body(Map.of("access_token", "EAAG-another-next"))
                .post(NUMBERS + "/" + id + "/access-token")
                .then()
                .statusCode(200)
                .body("access_token_last_four", equalTo("next"));
        var me = new TenantId(tenant);
        var sending = tx.run(me, () -> numbers.sending(me, UUID.fromString(id)))
                .await()
                .atMost(Patience.LIMIT)
                .orElseThrow();
        assertThat(sending.accessToken()).isEqualTo("EAAG-another-next");
        Api.as(tenant)
                .body(Map.of("access_token", "short"))
                .post(NUMBERS + "/" + id + "/access-token")
                .then()
                .statusCode(422);
    }

    @Test
    void a_removed_number_is_gone_without_its_token_and_may_be_registered_by_anybody() {
        var id = register();
        Api.as(tenant).delete(NUMBERS + "/" + id).then().statusCode(204);
        for (var again : List.of("GET", "DELETE")) {
            Api.as(tenant)
                    .request(again, NUMBERS + "/" + id)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("phone-number.not-found"));
        }
        Api.as(tenant).get(NUMBERS).then().body("items", hasSize(0));
        assertThat(Database.count("select length(access_token) from phone_numbers where id = ?", UUID.fromString(id)))
                .isZero();
        Api.as(Database.knownTenant("UTC")).body(body()).post(NUMBERS).then().statusCode(201);
    }

    @Test
    void a_tenant_registers_again_what_it_has_removed_and_has_several() {
        Api.as(tenant).delete(NUMBERS + "/" + register()).then().statusCode(204);
        var again = register();
        var second = new HashMap<>(body());
        second.put("phone_number_id", metaId + "7");
        Api.as(tenant).body(second).post(NUMBERS).then().statusCode(201);
        Api.as(tenant).get(NUMBERS).then().body("items", hasSize(2)).body("items[1].id", equalTo(again));
    }

    @Test
    void what_the_provider_says_of_a_number_is_shown_with_it() {
        var path = NUMBERS + "/" + register();
        Api.as(tenant)
                .get(path)
                .then()
                .body("health.quality_rating", equalTo("unknown"))
                .body("health.messaging_limit", nullValue());
        Api.as(tenant)
                .body(Map.of("display_phone_number", "+34 911 222 333", "waba_id", metaId, "status", "active"))
                .put(path)
                .then()
                .statusCode(200);
        Shop.deliver("""
                {"entry":[{"id":"%s","changes":[{"field":"phone_number_quality_update","value":{
                 "display_phone_number":"34911222333","event":"FLAGGED","current_limit":"TIER_1K"}}]}]}""".formatted(metaId)).then().statusCode(200);
        Patience.await()
                .untilAsserted(() -> Api.as(tenant)
                        .get(path)
                        .then()
                        .body("health.quality_rating", equalTo("red"))
                        .body("health.messaging_limit", equalTo(1000))
                        .body("health.last_event", equalTo("FLAGGED")));
        Api.as(tenant).get(NUMBERS).then().body("items[0].health.quality_rating", equalTo("red"));
    }

    @ParameterizedTest
    @CsvSource({
        "phone_number_id, '12 or 1=1'",
        "phone_number_id, ''",
        "display_phone_number, abc",
        "access_token, short",
        "access_token, 'EAAG\r\nX-Injected: yes'",
        "waba_id, x",
        "messages_per_second, 0",
        "messages_per_second, 1001"
    })
    void bad_input_names_its_field(String field, String value) {
        var body = new HashMap<>(body());
        body.put(field, field.equals("messages_per_second") ? (Object) Integer.valueOf(value) : value);
        Api.as(tenant).body(body).post(NUMBERS).then().statusCode(422).body("errors.field", contains(field));
        assertThat(Database.count("select count(*) from number_owners where tenant_id = ?", tenant))
                .isZero();
    }

    private String register() {
        return Api.as(tenant)
                .body(body())
                .post(NUMBERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Map<String, Object> body() {
        return Map.of(
                "phone_number_id", metaId,
                "display_phone_number", "+34 911 222 333",
                "access_token", "EAAG-secret-tail");
    }

    private static String withoutTrace(String body) {
        return body.replaceAll("\"trace_id\":\"[0-9a-f]+\",?", "");
    }
}
