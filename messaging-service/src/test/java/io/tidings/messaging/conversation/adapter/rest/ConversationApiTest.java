package io.tidings.messaging.conversation.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedProvider;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ConversationApiTest {
    private static final String CONVERSATIONS = "/api/v1/conversations";
    private static final String HELLO = "{\"text\":{\"body\":\"Hello\"}}";

    @Inject
    RequestSend requestSend;

    @Inject
    ScriptedSender sender;

    @Inject
    ScriptedProvider provider;

    private final String person = Shop.somebody();

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void what_people_write_opens_a_talk_with_a_window() {
        var id = talk("Is it in stock?", "And in blue?");
        get(id).body("status", equalTo("open"))
                .body("unread", equalTo(2))
                .body("phone", equalTo("+" + person))
                .body("contact_name", equalTo("Ana"))
                .body("window_open_until", notNullValue())
                .body("assigned_to", nullValue())
                .body("last_text", equalTo("And in blue?"))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("activity")));
        Api.as(shop.tenant())
                .get(CONVERSATIONS + "/" + id + "/messages")
                .then()
                .body("items.text", contains("And in blue?", "Is it in stock?"))
                .body("next_cursor", nullValue());
    }

    @Test
    void an_answer_leaves_by_the_number_that_was_written_to_and_the_talk_waits() {
        var id = talk("Hello?");
        var inbound = UUID.fromString(
                Database.column("select id from messages where tenant_id = ? and direction = 'inbound'", shop.tenant())
                        .getFirst());
        var message = reply(id, "{\"in_reply_to\":\"" + inbound + "\",\"text\":{\"body\":\"Yes!\"}}")
                .statusCode(202)
                .body("purpose", equalTo("reply"))
                .body("verdict.decision", equalTo("allow"))
                .body("in_reply_to", equalTo(inbound.toString()))
                .body("source.type", equalTo("conversation"))
                .extract()
                .<String>path("id");
        await().untilAsserted(
                        () -> assertThat(shop.status(UUID.fromString(message))).isEqualTo("sent"));
        assertThat(sender.callsTo(person))
                .singleElement()
                .satisfies(call -> assertThat(call.message().replyTo()).startsWith("wamid.in."));
        get(id).body("status", equalTo("pending"));
        says("Thanks");
        await().untilAsserted(() -> get(id).body("status", equalTo("open")));
    }

    @Test
    void outside_the_window_words_are_refused_and_a_template_goes() {
        var id = talk("Hello?");
        Database.update(
                "update conversations set window_open_until = now() - interval '1 second' where tenant_id = ?",
                shop.tenant());
        reply(id, HELLO)
                .statusCode(202)
                .body("status", equalTo("refused"))
                .body("verdict.code", equalTo("window.closed"));
        get(id).body("status", equalTo("open"));
        reply(id, "{\"template\":{\"name\":\"delivery_confirmation\",\"parameters\":[\"Ana\",\"1\"]}}")
                .statusCode(202)
                .body("verdict.decision", equalTo("allow"));
        get(id).body("status", equalTo("pending"));
    }

    @Test
    void only_messages_of_the_talk_can_be_answered() {
        var id = talk("Hello?");
        var other = shop.notify(requestSend, Shop.somebody());
        reply(id, "{\"in_reply_to\":\"" + other + "\",\"text\":{\"body\":\"Yes!\"}}")
                .statusCode(404)
                .body("code", equalTo("message.not-found"));
        reply(id, "{}").statusCode(422).body("code", equalTo("message.content"));
    }

    @Test
    void a_talk_that_never_was_is_not_found() {
        reply(UUID.randomUUID().toString(), HELLO).statusCode(404).body("code", equalTo("conversation.not-found"));
    }

    @Test
    void reading_clears_what_is_unread_and_tells_the_person() {
        var id = talk("One", "Two");
        read(id, "{\"typing\":true}").statusCode(200).body("receipt_sent", equalTo(true));
        get(id).body("unread", equalTo(0));
        assertThat(provider.receipts(shop.phoneNumberId()))
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.typing()).isTrue());
        provider.fail(shop.phoneNumberId());
        read(id, "{}").statusCode(200).body("receipt_sent", equalTo(false));
    }

    @Test
    void a_talk_is_given_to_a_member_closed_and_opened_again() {
        var id = talk("Hello?");
        post(id, "assign", "{\"member\":\"u-1\"}").body("assigned_to", equalTo("u-1"));
        list("assigned_to=u-1").body("items.id", contains(id));
        list("assigned_to=none").body("items", hasSize(0));
        post(id, "assign", "{}").body("assigned_to", nullValue());
        list("assigned_to=none").body("items.id", contains(id));
        post(id, "close", null).body("status", equalTo("closed"));
        list("status=open").body("items", hasSize(0));
        post(id, "reopen", null).body("status", equalTo("open"));
        post(id, "close", null);
        says("One more thing");
        await().untilAsserted(() -> get(id).body("status", equalTo("open")).body("unread", equalTo(2)));
    }

    @Test
    void the_list_has_the_latest_first_and_pages() {
        var first = talk("First");
        var somebodyElse = Shop.somebody();
        shop.says(somebodyElse, "Second");
        await().untilAsserted(() -> list("limit=20").body("items", hasSize(2)));
        var cursor = list("limit=1")
                .body("items[0].id", org.hamcrest.Matchers.not(first))
                .extract()
                .<String>path("next_cursor");
        list("limit=1&cursor=" + cursor).body("items.id", contains(first));
        says("First again");
        await().untilAsserted(() -> list("limit=1").body("items.id", contains(first)));
        list("contact_id=" + shop.contact(person)).body("items.id", contains(first));
        list("unread=false").body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=happy", "unread=maybe", "contact_id=1", "assigned_to=%20"})
    void a_filter_that_is_none_is_refused(String query) {
        list(query).statusCode(400).body("code", equalTo("conversation.filter"));
    }

    @Test
    void an_answer_is_linked_to_the_message_and_what_that_was_about() {
        var asked = shop.send(requestSend, person, Purpose.TRANSACTIONAL, new MessageSource("enrolment", "e-1"));
        await().untilAsserted(() -> assertThat(shop.status(asked)).isEqualTo("sent"));
        shop.webhook("""
                {"messages":[{"id":"wamid.a1.%s","from":"%s","type":"text","text":{"body":"Yes"},
                 "context":{"id":"wamid.%s"}}]""".formatted(asked, person, asked));
        await().untilAsserted(() -> Api.as(shop.tenant())
                .get("/api/v1/messages?status=received")
                .then()
                .body("items[0].in_reply_to", equalTo(asked.toString()))
                .body("items[0].source.type", equalTo("enrolment"))
                .body("items[0].source.id", equalTo("e-1")));
    }

    @Test
    void media_are_fetched_when_somebody_wants_to_see_them() {
        shop.webhook("""
                {"messages":[{"id":"wamid.m1.%s","from":"%s","type":"document","document":{"id":"m-1",
                 "mime_type":"application/pdf","sha256":"x","filename":"bill \\u00e9.pdf","caption":"My bill"}}]""".formatted(person, person));
        await().untilAsserted(() -> list("limit=20").body("items", hasSize(1)));
        var id = messageId();
        Api.as(shop.tenant())
                .get("/api/v1/messages/" + id)
                .then()
                .body("content.type", equalTo("document"))
                .body("content.mime_type", equalTo("application/pdf"))
                .body("text", equalTo("My bill"));
        var answer = media(id);
        answer.statusCode(200)
                .header("Content-Type", "application/pdf")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", containsString("attachment; filename*=UTF-8''bill%20%C3%A9.pdf"));
        assertThat(answer.extract().asByteArray())
                .isEqualTo("bytes of m-1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        provider.fail(shop.phoneNumberId());
        media(id).statusCode(502).body("code", equalTo("media.unavailable"));
    }

    @Test
    void what_would_be_a_page_is_only_a_download_and_words_carry_no_media() {
        shop.webhook("""
                {"messages":[{"id":"wamid.m2.%s","from":"%s","type":"document","document":{"id":"m-2",
                 "mime_type":"text/html"}}]""".formatted(person, person));
        await().untilAsserted(() -> list("limit=20").body("items", hasSize(1)));
        media(messageId()).statusCode(200).header("Content-Type", "application/octet-stream");
        media(shop.notify(requestSend, person).toString()).statusCode(404).body("code", equalTo("media.none"));
    }

    private String messageId() {
        return Database.column("select id from messages where tenant_id = ?", shop.tenant())
                .getFirst();
    }

    private ValidatableResponse media(String message) {
        return Api.as(shop.tenant())
                .get("/api/v1/messages/" + message + "/media")
                .then();
    }

    /** A talk the person began with these words. */
    private String talk(String... words) {
        List.of(words).forEach(this::says);
        await().untilAsserted(() -> list("limit=20").body("items[0].unread", equalTo(words.length)));
        return list("limit=20").extract().path("items[0].id");
    }

    private void says(String text) {
        var before = Database.count("select count(*) from messages where tenant_id = ?", shop.tenant());
        shop.says(person, text);
        await().until(() ->
                Database.count("select count(*) from messages where tenant_id = ?", shop.tenant()) > before);
    }

    private ValidatableResponse get(String id) {
        return Api.as(shop.tenant()).get(CONVERSATIONS + "/" + id).then().statusCode(200);
    }

    private ValidatableResponse list(String query) {
        return Api.as(shop.tenant())
                .urlEncodingEnabled(false)
                .get(CONVERSATIONS + "?" + query)
                .then();
    }

    private ValidatableResponse reply(String id, String body) {
        return Api.as(shop.tenant())
                .body(body)
                .post(CONVERSATIONS + "/" + id + "/reply")
                .then();
    }

    private ValidatableResponse read(String id, String body) {
        return Api.as(shop.tenant())
                .body(body)
                .post(CONVERSATIONS + "/" + id + "/read")
                .then();
    }

    private ValidatableResponse post(String id, String what, String body) {
        var request = Api.as(shop.tenant());
        return (body == null ? request : request.body(body))
                .post(CONVERSATIONS + "/" + id + "/" + what)
                .then()
                .statusCode(200);
    }
}
