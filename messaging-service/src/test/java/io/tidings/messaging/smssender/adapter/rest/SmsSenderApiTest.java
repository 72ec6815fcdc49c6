package io.tidings.messaging.smssender.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.messaging.Api;
import io.tidings.messaging.Texts;
import io.tidings.messaging.smssender.application.SmsSenderOwners;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SmsSenderApiTest {
    @Inject
    TenantTx tx;

    @Inject
    SmsSenders senders;

    @Inject
    SmsSenderOwners owners;

    private final UUID tenant = Database.knownTenant("UTC");
    private final TenantId me = new TenantId(tenant);

    @Test
    void a_sender_is_registered_and_its_token_never_shown() {
        var created = Api.as(tenant).body(Texts.body(Map.of("otp", true))).post(Texts.SENDERS);
        created.then()
                .statusCode(201)
                .header("ETag", equalTo("\"0\""))
                .body("account_sid", equalTo(Texts.ACCOUNT))
                .body("auth_token_last_four", equalTo("cdef"))
                .body("from", equalTo("+15005550006"))
                .body("fallback.otp", equalTo(true))
                .body("fallback.transactional", equalTo(false))
                .body("fallback.otp_after_seconds", equalTo(20))
                .body("status", equalTo("active"));
        var id = created.jsonPath().getString("id");
        assertThat(created.jsonPath().getString("webhook_url")).isEqualTo("/webhooks/twilio/" + id);
        Api.as(tenant).get(Texts.SENDERS + "/" + id).then().statusCode(200).body("id", equalTo(id));
        var list = Api.as(tenant).get(Texts.SENDERS);
        list.then().body("items.id", contains(id));
        assertThat(created.asString() + list.asString()).doesNotContain(Texts.AUTH_TOKEN);
        assertThat(Database.column("select encode(auth_token, 'escape') from sms_senders where tenant_id = ?", tenant))
                .singleElement()
                .satisfies(stored -> assertThat(stored).doesNotContain("0123456789"));
        var sending = tx.run(me, () -> senders.sending(me, UUID.fromString(id)))
                .await()
                .atMost(Patience.LIMIT)
                .orElseThrow();
        assertThat(sending.authToken()).isEqualTo(Texts.AUTH_TOKEN);
        assertThat(sending.toString()).doesNotContain(Texts.AUTH_TOKEN);
        assertThat(owners.ownerOf(UUID.fromString(id)).await().atMost(Patience.LIMIT))
                .contains(me);
    }

    @Test
    void a_tenant_has_one_sender_and_after_its_removal_another() {
        var first = Texts.open(tenant);
        Api.as(tenant)
                .body(Texts.body(Map.of()))
                .post(Texts.SENDERS)
                .then()
                .statusCode(409)
                .body("code", equalTo("sms-sender.exists"));
        Api.as(tenant).delete(Texts.SENDERS + "/" + first.sender()).then().statusCode(204);
        Api.as(tenant)
                .delete(Texts.SENDERS + "/" + first.sender())
                .then()
                .statusCode(404)
                .body("code", equalTo("sms-sender.not-found"));
        Api.as(tenant).get(Texts.SENDERS).then().body("items", hasSize(0));
        assertThat(owners.ownerOf(first.sender()).await().atMost(Patience.LIMIT))
                .isEmpty();
        assertThat(Database.column("select length(auth_token)::text from sms_senders where tenant_id = ?", tenant))
                .containsExactly("0");
        assertThat(Texts.open(tenant).sender()).isNotEqualTo(first.sender());
    }

    @Test
    void a_sender_is_edited_paused_and_resumed() {
        var path = Texts.SENDERS + "/" + Texts.open(tenant).sender();
        var edit = new HashMap<String, Object>(Map.of(
                "from",
                "MG" + "0b".repeat(16),
                "fallback",
                Map.of("transactional", true, "otp_after_seconds", 45),
                "status",
                "paused"));
        Api.as(tenant)
                .header("If-Match", "\"0\"")
                .body(edit)
                .put(path)
                .then()
                .statusCode(200)
                .body("from", equalTo("MG" + "0b".repeat(16)))
                .body("fallback.otp", equalTo(false))
                .body("fallback.otp_after_seconds", equalTo(45))
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
    }

    @Test
    void a_rotated_token_is_used_at_once_and_callbacks_may_be_signed_with_the_old_one_for_a_day() {
        var texts = Texts.open(tenant);
        Api.as(tenant)
                .body(Map.of("auth_token", "another-token-of-the-provider"))
                .post(Texts.SENDERS + "/" + texts.sender() + "/auth-token")
                .then()
                .statusCode(200)
                .body("auth_token_last_four", equalTo("ider"));
        assertThat(tx.run(me, () -> senders.sending(me, texts.sender()))
                        .await()
                        .atMost(Patience.LIMIT)
                        .orElseThrow()
                        .authToken())
                .isEqualTo("another-token-of-the-provider");
        texts.call("", Map.of("MessageSid", "SM1", "MessageStatus", "sent"))
                .then()
                .statusCode(200);
        Database.update(
                "update sms_senders set previous_token_until = now() - interval '1 s' where tenant_id = ?", tenant);
        texts.call("", Map.of("MessageSid", "SM1", "MessageStatus", "sent"))
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "account_sid, AC12, 422, request.invalid",
        "auth_token, short, 422, request.invalid",
        "from, +0, 422, request.invalid",
        "from, MG12345678901, 422, request.invalid",
        "from, , 422, request.invalid",
        "colour, red, 400, ",
    })
    void a_sender_that_cannot_be_is_refused(String field, String value, int status, String code) {
        var body = Texts.body(Map.of());
        body.put(field, value);
        var answer = Api.as(tenant).body(body).post(Texts.SENDERS);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (code != null) {
            answer.then().body("code", equalTo(code));
        }
        assertThat(answer.asString()).doesNotContain(Texts.AUTH_TOKEN);
    }
}
