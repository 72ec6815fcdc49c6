package io.tidings.messaging;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

/** Another tenant's things do not exist, at any endpoint, byte for byte as a random id does not. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ForeignTenantTest {
    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    private final UUID stranger = Database.knownTenant("UTC");
    private final String person = Shop.somebody();

    private Shop owner;

    @BeforeEach
    void a_shop_is_open() {
        owner = Shop.open();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/contacts/{contact},          ",
        "PUT,  /api/v1/contacts/{contact},          '{\"name\":\"Mallory\"}'",
        "DELETE, /api/v1/contacts/{contact},        ",
        "GET,  /api/v1/contacts/{contact}/export,   ",
        "PUT,  /api/v1/contacts/{contact}/pending-question, '{\"about\":\"x\",\"expires_in\":60}'",
        "GET,  /api/v1/leads/{lead},                ",
        "PUT,  /api/v1/leads/{lead},                '{\"status\":\"lost\"}'",
        "POST, /api/v1/leads/{lead}/convert,        ",
        "GET,  /api/v1/contacts/{contact}/consents, ",
        "POST, /api/v1/contacts/{contact}/consents, "
                + "'{\"purpose\":\"marketing\",\"decision\":\"granted\",\"source\":\"x\"}'",
        "GET,  /api/v1/phone-numbers/{number},      ",
        "PUT,  /api/v1/phone-numbers/{number},      '{\"display_phone_number\":\"+34911222333\",\"status\":\"paused\"}'",
        "POST, /api/v1/phone-numbers/{number}/access-token, '{\"access_token\":\"EAAG-stolen\"}'",
        "POST, /api/v1/phone-numbers/{number}/app-secret, '{\"app_secret\":\"0123456789abcdef\"}'",
        "DELETE, /api/v1/phone-numbers/{number}/app-secret, ",
        "DELETE, /api/v1/phone-numbers/{number},    ",
        "GET,  /api/v1/sms-senders/{sender},        ",
        "PUT,  /api/v1/sms-senders/{sender},        '{\"from\":\"+15005550009\",\"status\":\"paused\"}'",
        "POST, /api/v1/sms-senders/{sender}/auth-token, '{\"auth_token\":\"stolen-token\"}'",
        "DELETE, /api/v1/sms-senders/{sender},      ",
        "GET,  /api/v1/messages/{message},          ",
        "GET,  /api/v1/messages/{message}/media,    ",
        "POST, /api/v1/messages/{message}/cancel,   ",
        "POST, /api/v1/messages/{message}/resolve,  '{\"status\":\"sent\"}'",
        "POST, /api/v1/messages,                    "
                + "'{\"contact_id\":\"{contact}\",\"template\":{\"name\":\"delivery_confirmation\","
                + "\"parameters\":[\"a\",\"b\"]}}'",
        "GET,  /api/v1/templates/{template},        ",
        "DELETE, /api/v1/templates/{template},      ",
        "POST, /api/v1/templates/{template}/submit, ",
        "PUT,  /api/v1/templates/{template},        '{\"category\":\"utility\",\"body\":\"x\"}'",
        "GET,  /api/v1/conversations/{conversation}, ",
        "GET,  /api/v1/conversations/{conversation}/messages, ",
        "POST, /api/v1/conversations/{conversation}/reply, '{\"text\":{\"body\":\"x\"}}'",
        "POST, /api/v1/conversations/{conversation}/read, '{}'",
        "POST, /api/v1/conversations/{conversation}/assign, '{\"member\":\"x\"}'",
        "POST, /api/v1/conversations/{conversation}/close, ",
        "POST, /api/v1/conversations/{conversation}/reopen, "
    })
    void a_foreign_id_answers_as_a_random_one(String method, String path, String body) {
        var message = owner.notify(requestSend, person);
        owner.says(person, "Hello");
        await().until(() -> owns("conversations"));
        Api.as(owner.tenant())
                .body("{\"name\":\"x\",\"language\":\"en\",\"content\":{\"category\":\"utility\",\"body\":\"x\"}}")
                .post("/api/v1/templates")
                .then()
                .statusCode(201);
        var ids = Map.of(
                "{lead}", owner.lead(),
                "{sender}", Texts.open(owner.tenant()).sender(),
                "{conversation}", idOf("conversations"),
                "{template}", idOf("templates"),
                "{contact}", owner.contact(person),
                "{message}", message,
                "{number}", idOf("phone_numbers"));
        var answer = call(method, path, body, ids);
        assertThat(answer.statusCode()).isEqualTo(404);
        var random = new HashMap<>(ids);
        random.replaceAll((name, id) -> UUID.randomUUID());
        assertThat(withoutTrace(answer)).isEqualTo(withoutTrace(call(method, path, body, random)));
        assertThat(Database.count("select count(*) from consents where tenant_id = ?", owner.tenant()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/contacts",
                "/api/v1/contacts?search=Ana",
                "/api/v1/contacts?phone=%2B34611222333",
                "/api/v1/leads",
                "/api/v1/unsubscribers",
                "/api/v1/consents",
                "/api/v1/messages",
                "/api/v1/phone-numbers",
                "/api/v1/sms-senders"
            })
    void lists_hold_nothing_of_anybody_else(String path) {
        var known = path.contains("phone=") ? "34611222333" : person;
        owner.notify(requestSend, known);
        owner.lead();
        Texts.open(owner.tenant());
        owner.consent(recordConsent, known, ConsentPurpose.MARKETING, Decision.REVOKED);
        Api.as(stranger)
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        Api.as(owner.tenant())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void filters_by_a_foreign_contact_or_phone_find_nothing() {
        owner.notify(requestSend, person);
        for (var query : List.of("contact_id=" + owner.contact(person), "phone=%2B" + person)) {
            Api.as(stranger)
                    .urlEncodingEnabled(false)
                    .get("/api/v1/messages?" + query)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/contacts,      messages:*",
        "POST, /api/v1/contacts,      contacts:read",
        "GET,  /api/v1/leads,         contacts:*",
        "POST, /api/v1/leads,         leads:read",
        "GET,  /api/v1/unsubscribers, leads:*",
        "GET,  /api/v1/consents,      leads:*",
        "GET,  /api/v1/messages,      contacts:*",
        "GET,  /api/v1/phone-numbers, messages:read",
        "POST, /api/v1/phone-numbers, phone-numbers:read",
        "GET,  /api/v1/sms-senders,   messages:read",
        "POST, /api/v1/sms-senders,   phone-numbers:read",
        "GET,  /api/v1/templates,     messages:read",
        "POST, /api/v1/otp/send,      otp:read",
        "POST, /api/v1/otp/verify,    otp:read",
        "GET,  /api/v1/otp/stats,     messages:read",
        "GET,  /api/v1/otp/settings,  messages:read",
        "POST, /api/v1/templates,     templates:read",
        "GET,  /api/v1/notification-rules, messages:read",
        "POST, /api/v1/messages,      messages:read",
        "GET,  /api/v1/conversations, messages:read"
    })
    void a_key_without_the_permission_is_refused(String method, String path, String permission) {
        Api.as(stranger, permission)
                .body("{}".repeat(method.equals("POST") ? 1 : 0))
                .request(method, path)
                .then()
                .statusCode(403)
                .body("code", equalTo("permission.missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/contacts",
                "/api/v1/leads",
                "/api/v1/unsubscribers",
                "/api/v1/consents",
                "/api/v1/messages",
                "/api/v1/phone-numbers",
                "/api/v1/sms-senders",
                "/api/v1/templates",
                "/api/v1/otp/stats",
                "/api/v1/otp/settings",
                "/api/v1/notification-rules",
                "/api/v1/conversations"
            })
    void nobody_gets_in_without_the_gateways_token_and_the_operator_has_no_tenant(String path) {
        given().get(path).then().statusCode(401);
        given().header("X-API-Key", "tdg_live_x").get(path).then().statusCode(401);
        var otherAudience = Tokens.ofTenant("commerce", stranger, "*");
        given().header("Authorization", "Bearer " + otherAudience)
                .get(path)
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + Tokens.ofOperator("messaging"))
                .get(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("tenant.missing"));
    }

    private boolean owns(String table) {
        return Database.count("select count(*) from " + table + " where tenant_id = ?", owner.tenant()) > 0;
    }

    private UUID idOf(String table) {
        return UUID.fromString(Database.column("select id from " + table + " where tenant_id = ?", owner.tenant())
                .getFirst());
    }

    private Response call(String method, String path, String body, Map<String, UUID> ids) {
        var request = Api.as(stranger);
        return (body == null ? request : request.body(filled(body, ids))).request(method, filled(path, ids));
    }

    private static String filled(String text, Map<String, UUID> ids) {
        var filled = text;
        for (var id : ids.entrySet()) {
            filled = filled.replace(id.getKey(), id.getValue().toString());
        }
        return filled;
    }

    private static String withoutTrace(Response answer) {
        return answer.asString().replaceAll("\"trace_id\":\"[0-9a-f]+\",?", "");
    }
}
