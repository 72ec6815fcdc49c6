package io.tidings.messaging.intake;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.MessageDelivered;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageRead;
import io.tidings.contracts.messaging.MessageReceived;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

/** The webhook from its signature to its effects, on a real database and Kafka. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class WebhookApiTest {
    @Inject
    RequestSend requestSend;

    @Inject
    ScriptedSender provider;

    private Shop shop;
    private final String person = Shop.somebody();

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @Test
    void the_handshake_echoes_the_challenge_to_who_knows_the_token() {
        handshake("subscribe", "test-verify-token", "12345").statusCode(200).body(equalTo("12345"));
        handshake("subscribe", "wrong", "12345").statusCode(403).body("code", equalTo("webhook.handshake"));
        handshake("unsubscribe", "test-verify-token", "12345").statusCode(403);
        handshake("subscribe", "test-verify-token", "<script>" + "x".repeat(600))
                .statusCode(403);
    }

    @Test
    void without_the_gateways_token_nobody_gets_in() {
        given().body("{}").post("/webhooks/whatsapp").then().statusCode(401);
        given().header("Authorization", "Bearer " + Tokens.ofTenant("messaging", shop.tenant(), "messages:*"))
                .body("{}")
                .post("/webhooks/whatsapp")
                .then()
                .statusCode(403);
    }

    @Test
    void a_forged_webhook_changes_nothing() {
        var body =
                "{\"entry\":[{\"changes\":[{\"value\":{\"metadata\":{\"phone_number_id\":\"%s\"},\"statuses\":[]}}]}]}"
                        .formatted(shop.phoneNumberId());

        Shop.deliver(body, "sha256=" + Shop.hmac("guess", body))
                .then()
                .statusCode(401)
                .body("code", equalTo("webhook.signature"));
        Shop.deliver(body, null).then().statusCode(401);
        Shop.deliver(body + " ", "sha256=" + Shop.hmac(Shop.APP_SECRET, body))
                .then()
                .statusCode(401);

        assertThat(shop.due()).isZero();
    }

    @Test
    void what_is_no_json_is_400_and_what_is_too_large_413() {
        for (var body : List.of("", "[]", "{", "hello")) {
            Shop.deliver(body).then().statusCode(400).body("code", equalTo("webhook.malformed"));
        }
        Shop.deliver("{\"x\":\"" + "x".repeat(3 * 1024 * 1024) + "\"}").then().statusCode(413);
    }

    @Test
    void unknown_numbers_and_other_fields_are_answered_and_dropped() {
        Shop.deliver(
                        "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"999999\"},"
                                + "\"messages\":[]}},{\"field\":\"account_update\",\"value\":{}}]}]}")
                .then()
                .statusCode(200);
        Shop.deliver("{}").then().statusCode(200);
    }

    @Test
    void statuses_in_any_order_and_number_end_the_same() {
        var message = sent();

        shop.status("wamid." + message, "read", message, "").then().statusCode(200);
        shop.status("wamid." + message, "delivered", null, "").then().statusCode(200);
        shop.status("wamid." + message, "read", message, ",\"timestamp\":\"1795341600\"");
        shop.status("wamid." + message, "delivered", message, ",\"x\":1");

        shop.settle();
        assertThat(shop.status(message)).isEqualTo("read");
        assertThat(shop.history(message)).containsOnlyOnce("read").containsOnlyOnce("delivered");
        await().untilAsserted(() -> {
            assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageDelivered.class))
                    .hasSize(1);
            assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageRead.class))
                    .hasSize(1);
        });
    }

    @Test
    void a_status_that_comes_before_its_message_is_known_waits_for_it() {
        var wamid = "wamid.early." + UUID.randomUUID();
        shop.status(wamid, "delivered", null, "").then().statusCode(200);
        await().until(() ->
                Database.count("select count(*) from parked_statuses where tenant_id = ?", shop.tenant()) == 1);
        provider.script(person, new SendOutcome.Accepted(wamid, null));

        var message = shop.notify(requestSend, person);

        await().until(() -> shop.status(message), "delivered"::equals);
        assertThat(shop.history(message)).containsExactly("queued", "sending", "sent", "delivered");
        assertThat(Database.count("select count(*) from parked_statuses where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @Test
    void a_late_failure_brings_its_code() {
        var message = sent();

        shop.status(
                "wamid." + message,
                "failed",
                message,
                ",\"errors\":[{\"code\":131049,\"error_data\":{\"details\":\"healthy ecosystem\"}}]");

        await().until(() -> shop.status(message), "failed"::equals);
        assertThat(shop.column("error_code", message)).isEqualTo("whatsapp.131049");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageFailed.class))
                .singleElement()
                .satisfies(e -> assertThat(e.code()).isEqualTo("whatsapp.131049")));
    }

    @Test
    void another_tenants_statuses_do_not_reach_a_message() {
        var message = sent();
        var other = Shop.open();

        other.webhook("{\"statuses\":[{\"id\":\"wamid.%s\",\"status\":\"read\",\"biz_opaque_callback_data\":\"%s:%s\"}]"
                        .formatted(message, shop.tenant(), message))
                .then()
                .statusCode(200);

        await().until(() ->
                Database.count("select count(*) from parked_statuses where tenant_id = ?", other.tenant()) == 1);
        assertThat(shop.status(message)).isEqualTo("sent");
    }

    @Test
    void one_bad_entry_never_loses_its_neighbours() {
        var message = sent();

        shop.webhook(
                        "{\"statuses\":[{\"id\":7},{\"status\":\"read\"},\"x\",{\"id\":\"wamid.%s\",\"status\":\"delivered\"}],\"messages\":[{\"id\":\"w\"}]"
                                .formatted(message))
                .then()
                .statusCode(200);

        await().until(() -> shop.status(message), "delivered"::equals);
        shop.settle();
    }

    @Test
    void what_a_person_writes_opens_the_window_and_is_told() {
        var wamid = shop.says(person, "Where is my order?");
        shop.says(person, "Where is my order?", wamid).then().statusCode(200); // delivered twice

        shop.settle();
        var contact = shop.contact(person);
        assertThat(Database.count(
                        "select count(*) from messages where tenant_id = ? and direction = 'inbound'", shop.tenant()))
                .isEqualTo(1);
        assertThat(Database.count(
                        "select count(*) from conversations where contact_id = ? and window_open_until > now() + interval '23 hours'",
                        contact))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageReceived.class))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.contactId()).isEqualTo(contact);
                    assertThat(e.text()).isEqualTo("Where is my order?");
                }));
    }

    @Test
    void the_same_message_many_times_at_once_is_one_message() {
        var wamid = "wamid.in." + UUID.randomUUID();
        var deliveries = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> shop.webhook(
                                "{\"messages\":[{\"id\":\"%s\",\"from\":\"%s\",\"type\":\"text\",\"text\":{\"body\":\"hi\"},\"try\":%d}]"
                                        .formatted(wamid, person, i))
                        .then()
                        .statusCode(200)))
                .toList();
        deliveries.forEach(CompletableFuture::join);

        shop.settle();
        assertThat(Database.count("select count(*) from messages where provider_message_id = ?", wamid))
                .isEqualTo(1);
        assertThat(Database.count("select count(*) from contacts where tenant_id = ?", shop.tenant()))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageReceived.class))
                .hasSize(1));
    }

    @Test
    void an_answer_names_the_intent_it_answers() {
        var message = sent();
        shop.webhook(
                "{\"messages\":[{\"id\":\"wamid.a%s\",\"from\":\"%s\",\"type\":\"text\",\"text\":{\"body\":\"ok\"},\"context\":{\"id\":\"wamid.%s\"}}]"
                        .formatted(message, person, message));

        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageReceived.class))
                .singleElement()
                .satisfies(e -> assertThat(e.inReplyToIntentKey()).isEqualTo(shop.column("intent_key", message))));
    }

    private UUID sent() {
        var message = shop.notify(requestSend, person);
        await().until(() -> shop.status(message), "sent"::equals);
        return message;
    }

    private static io.restassured.response.ValidatableResponse handshake(String mode, String token, String challenge) {
        return given().header("Authorization", "Bearer " + Tokens.ofWebhook("messaging"))
                .queryParam("hub.mode", mode)
                .queryParam("hub.verify_token", token)
                .queryParam("hub.challenge", challenge)
                .get("/webhooks/whatsapp")
                .then();
    }
}
