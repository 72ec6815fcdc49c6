package io.tidings.messaging.intake;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.messaging.Texts;
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

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TwilioWebhookApiTest {
    private static final Map<String, String> SENT = Map.of("MessageSid", "SM1", "MessageStatus", "sent");

    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    private Shop shop;
    private Texts texts;
    private final String person = Shop.somebody();

    @BeforeEach
    void open() {
        shop = Shop.open();
        texts = Texts.open(shop.tenant());
    }

    @Test
    void without_the_gateways_token_nobody_gets_in() {
        given().body("a=b").post(texts.path()).then().statusCode(401);
        given().header("Authorization", "Bearer " + Tokens.ofTenant("messaging", shop.tenant(), "messages:*"))
                .body("a=b")
                .post(texts.path())
                .then()
                .statusCode(403);
    }

    @Test
    void a_forged_call_changes_nothing() {
        var url = Texts.PUBLIC_URL + texts.path();
        var good = Texts.sign(Texts.AUTH_TOKEN, url, SENT);
        refused(texts.call("", SENT, null));
        refused(texts.call("", SENT, Texts.sign("guess", url, SENT)));
        refused(texts.call("?message=" + UUID.randomUUID(), SENT, good));
        refused(texts.call("", Map.of("MessageSid", "SM2", "MessageStatus", "sent"), good));
        refused(texts.call("", SENT, Texts.sign(Texts.AUTH_TOKEN, "http://evil.example" + texts.path(), SENT)));
        var foreign = Texts.open(Database.knownTenant("UTC"));
        refused(foreign.call("", SENT, good));
        assertThat(shop.due()).isZero();
    }

    @Test
    void an_address_of_no_sender_answers_as_a_bad_signature() {
        var nobody = new Texts(shop.tenant(), UUID.randomUUID());
        var unknown = nobody.call("", SENT);
        refused(unknown);
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(texts.call("", SENT, "x")));
        refused(Texts.deliver("/webhooks/twilio/nobody", "a=b", "x"));
        Api.as(shop.tenant()).delete(Texts.SENDERS + "/" + texts.sender());
        refused(texts.call("", SENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "%=1", "a=%e"})
    void what_is_no_form_is_400(String body) {
        Texts.deliver(texts.path(), body, "x").then().statusCode(400).body("code", equalTo("webhook.malformed"));
    }

    @Test
    void what_is_too_large_is_413() {
        Texts.deliver(texts.path(), "a=" + "x".repeat(64 * 1024), "x")
                .then()
                .statusCode(413)
                .body("code", equalTo("request.too-large"));
    }

    @Test
    void what_somebody_texts_is_kept_once_and_makes_a_lead_of_a_stranger() {
        var sid = texts.says(person, "Is it there? \u0000 ✓");
        texts.says(person, "Is it there? \u0000 ✓", sid, Map.of()).then().statusCode(200);
        await().until(() -> received() == 1 && shop.due() == 0);
        Api.as(shop.tenant())
                .get("/api/v1/messages?status=received")
                .then()
                .body("items", hasSize(1))
                .body("items[0].channel", equalTo("sms"))
                .body("items[0].from", equalTo("+" + person))
                .body("items[0].text", containsString("✓"))
                .body("items[0].sms_sender_id", equalTo(texts.sender().toString()));
        Api.as(shop.tenant()).get("/api/v1/leads").then().body("items", hasSize(1));
        Api.as(shop.tenant()).get("/api/v1/conversations").then().body("items", hasSize(0));
    }

    @Test
    void the_answer_says_nothing_to_who_texted() {
        var answer = texts.says(person, "Hello", "SM9", Map.of());
        answer.then().statusCode(200).contentType("text/xml");
        assertThat(answer.asString()).endsWith("<Response/>");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, , 'marketing'",
        "stop., , 'marketing'",
        "CANCEL, , 'marketing'",
        "STOP ALL, , 'marketing,transactional'",
        "Nope, STOP, 'marketing'",
    })
    void a_stop_is_in_the_ledger_with_its_evidence_and_ends_texts(String words, String understood, String purposes) {
        shop.notify(requestSend, person);
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.GRANTED);
        texts.says(
                        person,
                        words,
                        "SM" + UUID.randomUUID().toString().replace("-", ""),
                        understood == null ? Map.of() : Map.of("OptOutType", understood))
                .then()
                .statusCode(200);
        await().until(() -> stops() == 1);
        assertThat(Database.column("""
                        select purpose from consents where tenant_id = ? and decision = 'revoked' and source = 'keyword'
                        and actor = 'contact' and evidence ->> 'channel' = 'sms' order by purpose""", shop.tenant())).isEqualTo(List.of(purposes.split(",")));
        Api.as(shop.tenant())
                .get("/api/v1/contacts/" + shop.contact(person) + "/consents")
                .then()
                .body("items.decision", hasItem("revoked"));
    }

    @Test
    void a_start_gives_back_what_was_stopped_and_nothing_more() {
        shop.notify(requestSend, person);
        texts.says(person, "START");
        await().until(() -> received() == 1 && shop.due() == 0);
        assertThat(Database.count("select count(*) from consents where tenant_id = ?", shop.tenant()))
                .isZero();
        texts.says(person, "STOP");
        await().until(() -> stops() == 1);
        texts.says(person, "Yes");
        await().until(() -> stops() == 0);
        assertThat(Database.column("select decision from consents where tenant_id = ? order by id", shop.tenant()))
                .containsExactly("revoked", "granted");
    }

    @Test
    void help_and_what_makes_no_sense_change_nothing() {
        texts.says(person, "HELP");
        for (var odd : List.of(
                Map.of("MessageSid", "SM5", "MessageStatus", "lost"),
                Map.of("MessageSid", "SM5", "MessageStatus", "scheduled"),
                Map.of("MessageStatus", "sent"),
                Map.of("MessageSid", "SM5", "SmsStatus", "received", "From", "12345", "Body", "STOP"),
                Map.of("MessageSid", "SM6", "SmsStatus", "received", "From", "+1", "Body", "STOP"))) {
            texts.call("", odd).then().statusCode(200);
        }
        await().until(() -> received() == 1 && shop.due() == 0);
        assertThat(stops()).isZero();
        assertThat(Database.count("select count(*) from webhook_changes where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @Test
    void a_status_of_a_message_that_is_not_known_is_parked() {
        texts.call("?message=" + UUID.randomUUID(), SENT).then().statusCode(200);
        await().until(() ->
                Database.count("select count(*) from parked_statuses where tenant_id = ?", shop.tenant()) == 1);
    }

    private long received() {
        return Database.count(
                "select count(*) from messages where tenant_id = ? and direction = 'inbound'", shop.tenant());
    }

    private long stops() {
        return Database.count("select count(*) from sms_stops where tenant_id = ?", shop.tenant());
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401).body("code", equalTo("webhook.signature"));
    }

    private static String withoutTrace(Response answer) {
        return answer.asString().replaceAll("\"trace_id\":\"[0-9a-f]+\",?", "");
    }
}
