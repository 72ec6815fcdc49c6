package io.tidings.messaging.send.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SendApiTest {
    private static final String MESSAGES = "/api/v1/messages";
    private static final String NOTICE =
            "\"template\":{\"name\":\"delivery_confirmation\",\"parameters\":[\"Ana\",\"1001\"]}";

    @Inject
    ScriptedSender provider;

    private final String person = Shop.somebody();

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void a_template_goes_to_a_phone_that_becomes_a_contact() {
        var id = id(send("\"name\":\"Ana\"," + NOTICE)
                .statusCode(202)
                .header("Location", startsWith(MESSAGES + "/"))
                .body("status", equalTo("queued"))
                .body("verdict.decision", equalTo("allow"))
                .body("purpose", equalTo("transactional"))
                .body("language", equalTo("en"))
                .body("source.type", equalTo("api"))
                .body("text", equalTo("Hi Ana, your order 1001 has been delivered. Thank you!")));
        awaitSent(id);
        assertThat(provider.callsTo(person))
                .singleElement()
                .satisfies(call -> assertThat(call.message().parameters()).containsExactly("Ana", "1001"));
    }

    @Test
    void parameters_can_be_given_by_name() {
        send("\"template\":{\"name\":\"delivery_confirmation\","
                        + "\"named_parameters\":{\"order_number\":\"7\",\"name\":\"Bo\"}}")
                .statusCode(202)
                .body("text", startsWith("Hi Bo, your order 7 "));
    }

    @Test
    void free_words_need_an_open_window() {
        send("\"text\":{\"body\":\"Hello\"}")
                .statusCode(202)
                .body("status", equalTo("refused"))
                .body("verdict.code", equalTo("window.closed"));
        opensTheWindow();
        var id = id(send("\"text\":{\"body\":\"Hello {{who}}\",\"variables\":{\"who\":\"Ana\"}}")
                .statusCode(202)
                .body("text", equalTo("Hello Ana"))
                .body("phone_number_id", notNullValue()));
        awaitSent(id);
    }

    @Test
    void media_and_buttons_go_as_they_were_given() {
        opensTheWindow();
        awaitSent(id(send("\"media\":{\"type\":\"document\",\"link\":\"https://shop.example/invoice.pdf\","
                        + "\"caption\":\"Your invoice\",\"filename\":\"invoice.pdf\"}")
                .statusCode(202)
                .body("content.type", equalTo("document"))
                .body("text", equalTo("Your invoice"))));
        awaitSent(id(send("\"interactive\":{\"body\":\"Deliver today?\",\"buttons\":[{\"id\":\"y\",\"label\":\"Yes\"},"
                        + "{\"id\":\"n\",\"label\":\"No\"}]}")
                .statusCode(202)
                .body("content.buttons.label", contains("Yes", "No"))));
        assertThat(provider.callsTo(person).stream().map(call -> call.message().attached()))
                .containsExactly(
                        new Attached.Media(Attached.Kind.DOCUMENT, "https://shop.example/invoice.pdf", "invoice.pdf"),
                        new Attached.Buttons(List.of(new Attached.Button("y", "Yes"), new Attached.Button("n", "No"))));
    }

    @Test
    void a_second_wish_with_the_same_intent_or_key_is_the_same_message() {
        var first = id(send("\"intent_key\":\"cart:7\"," + NOTICE).statusCode(202));
        assertThat(id(send("\"intent_key\":\"cart:7\"," + NOTICE).statusCode(200)))
                .isEqualTo(first);
        var body = "{\"to\":\"+" + person + "\"," + NOTICE + "}";
        var request = Api.as(shop.tenant()).header("Idempotency-Key", "k-1").body(body);
        var once = id(request.post(MESSAGES).then().statusCode(202));
        assertThat(id(Api.as(shop.tenant())
                        .header("Idempotency-Key", "k-1")
                        .body(body)
                        .post(MESSAGES)
                        .then()
                        .statusCode(202)
                        .header("Idempotency-Replay", "true")))
                .isEqualTo(once);
    }

    @Test
    void a_preview_says_what_would_become_of_it_and_keeps_nothing() {
        post(
                        "/preview",
                        "\"purpose\":\"marketing\",\"template\":{\"name\":\"drip_step\",\"parameters\":[\"Ana\",\"Hi\"]}")
                .statusCode(200)
                .body("verdict.decision", equalTo("refuse"))
                .body("verdict.code", equalTo("consent.missing"))
                .body("exists", equalTo(false));
        post("/preview", NOTICE)
                .statusCode(200)
                .body("verdict.decision", equalTo("allow"))
                .body("text", equalTo("Hi Ana, your order 1001 has been delivered. Thank you!"));
        for (var table : List.of("messages", "message_statuses", "contacts", "due_work")) {
            assertThat(Database.count("select count(*) from " + table + " where tenant_id = ?", shop.tenant()))
                    .as(table)
                    .isZero();
        }
        send("\"intent_key\":\"cart:8\"," + NOTICE).statusCode(202);
        post("/preview", "\"intent_key\":\"cart:8\"," + NOTICE).body("exists", equalTo(true));
    }

    @Test
    void a_scheduled_message_waits_and_can_be_cancelled_once() {
        var later = Instant.now().plus(2, ChronoUnit.DAYS);
        var id = id(send("\"send_at\":\"" + later + "\"," + NOTICE)
                .statusCode(202)
                .body("status", equalTo("deferred"))
                .body("verdict.code", equalTo("scheduled")));
        assertThat(shop.due()).isEqualTo(1);
        for (var i = 0; i < 2; i++) {
            cancel(id)
                    .statusCode(200)
                    .body("status", equalTo("cancelled"))
                    .body("history.status", contains("deferred", "cancelled"))
                    .body("history[1].source", equalTo("person"))
                    .body("history[1].by", startsWith("key:"));
        }
        assertThat(shop.due()).isZero();
    }

    @Test
    void what_was_sent_cannot_be_cancelled() {
        var id = id(send(NOTICE).statusCode(202));
        awaitSent(id);
        cancel(id).statusCode(409).body("code", equalTo("message.not-waiting"));
        cancel(UUID.randomUUID().toString()).statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            drip_step, '"Ana","Offer"'
            otp_code, '"123456"'
            """)
    void a_marketing_template_or_a_code_does_not_go_for_another_purpose(String template, String parameters) {
        send("\"template\":{\"name\":\"%s\",\"parameters\":[%s]}".formatted(template, parameters))
                .statusCode(202)
                .body("status", equalTo("refused"))
                .body("verdict.code", equalTo("template.category"));
    }

    @Test
    void the_list_narrows_by_purpose_source_template_and_time() {
        var id = id(send("\"intent_key\":\"cart:9\"," + NOTICE).statusCode(202));
        send("\"text\":{\"body\":\"Hello\"}").statusCode(202);
        for (var query : List.of(
                "template=delivery_confirmation",
                "template=delivery_confirmation&since=" + Instant.now().minusSeconds(60),
                "source=api:cart:9",
                "source=api&status=sent&template=delivery_confirmation",
                "purpose=transactional&template=delivery_confirmation&from=2020-01-01T00:00:00Z")) {
            await().untilAsserted(() -> list(query).body("items.id", contains(id)));
        }
        for (var query : List.of("purpose=marketing", "until=2020-01-01T00:00:00Z", "source=order")) {
            list(query).body("items", hasSize(0));
        }
        for (var query : List.of(
                "purpose=love",
                "from=yesterday",
                "since=yesterday",
                "since=-1000000000-01-01T00:00:00Z",
                "conversation_id=1",
                "template=%20")) {
            list(query).statusCode(400).body("code", equalTo("message.filter"));
        }
    }

    @Test
    void what_the_provider_charges_comes_with_its_status() {
        var id = id(send(NOTICE).statusCode(202));
        awaitSent(id);
        shop.status(
                "wamid." + id,
                "delivered",
                UUID.fromString(id),
                ",\"pricing\":{\"billable\":true,\"pricing_model\":\"PMP\",\"category\":\"utility\"}");
        await().untilAsserted(() -> Api.as(shop.tenant())
                .get(MESSAGES + "/" + id)
                .then()
                .body("cost.category", equalTo("utility"))
                .body("cost.billable", equalTo(true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"text\":{\"body\":\"x\"},\"media\":{\"type\":\"image\",\"link\":\"https://a.b\"} | 422 | message.content",
                "\"name\":\"x\" | 422 | message.content",
                "\"contact_id\":\"0190b0f0-0000-7000-8000-000000000000\",\"text\":{\"body\":\"x\"} | 422 | message.recipient",
                "\"purpose\":\"otp\",\"text\":{\"body\":\"x\"} | 422 | request.invalid",
                "\"media\":{\"type\":\"image\",\"link\":\"http://a.b/c\"} | 422 | message.media",
                "\"media\":{\"type\":\"audio\",\"link\":\"https://a.b/c\",\"caption\":\"x\"} | 422 | message.media",
                "\"interactive\":{\"body\":\"x\",\"buttons\":[{\"id\":\"1\",\"label\":\"a\"},{\"id\":\"1\",\"label\":\"b\"}]}"
                        + " | 422 | message.buttons",
                "\"text\":{\"body\":\"{% for i in (1..9) %}x{% endfor %}\",\"variables\":{}} | 422 | template.render",
                "\"send_at\":\"2126-01-01T00:00:00Z\",\"text\":{\"body\":\"x\"} | 422 | message.send-at",
                "\"template\":{\"name\":\"nonsense\"} | 404 | template.not-found",
                "\"template\":{\"name\":\"delivery_confirmation\",\"parameters\":[\"a\"]} | 422 | template.parameters",
                "\"template\":{\"name\":\"delivery_confirmation\",\"named_parameters\":{\"name\":\"a\",\"x\":\"b\"}}"
                        + " | 422 | template.parameters",
                "\"template\":{\"name\":\"delivery_confirmation\",\"parameters\":[\"a\",\"b\\nc\"]}"
                        + " | 422 | template.parameter-form",
                "\"template\":{\"name\":\"delivery_confirmation\",\"parameters\":[\"a\",\"b    c\"]}"
                        + " | 422 | template.parameter-form",
                "\"surprise\":1,\"text\":{\"body\":\"x\"} | 400 | request.malformed"
            })
    void what_cannot_be_sent_is_refused_and_leaves_nothing(String members, int status, String code) {
        send(members).statusCode(status).body("code", equalTo(code));
        assertThat(Database.count("select count(*) from messages where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @Test
    void somebody_unknown_is_refused() {
        Api.as(shop.tenant())
                .body("{\"contact_id\":\"" + UUID.randomUUID() + "\"," + NOTICE + "}")
                .post(MESSAGES)
                .then()
                .statusCode(404)
                .body("code", equalTo("contact.not-found"));
    }

    private void opensTheWindow() {
        shop.says(person, "Hello there");
        await().untilAsserted(() -> assertThat(
                        Database.count("select count(*) from conversations where tenant_id = ?", shop.tenant()))
                .isEqualTo(1));
    }

    private void awaitSent(String id) {
        await().untilAsserted(() ->
                Api.as(shop.tenant()).get(MESSAGES + "/" + id).then().body("history.status", hasItem("sent")));
    }

    private ValidatableResponse list(String query) {
        return Api.as(shop.tenant())
                .urlEncodingEnabled(false)
                .get(MESSAGES + "?" + query)
                .then();
    }

    private ValidatableResponse cancel(String id) {
        return Api.as(shop.tenant()).post(MESSAGES + "/" + id + "/cancel").then();
    }

    private ValidatableResponse send(String members) {
        return post("", members);
    }

    private ValidatableResponse post(String path, String members) {
        return Api.as(shop.tenant())
                .body("{\"to\":\"+" + person + "\"," + members + "}")
                .post(MESSAGES + path)
                .then();
    }

    private static String id(ValidatableResponse answer) {
        return answer.extract().path("id");
    }
}
