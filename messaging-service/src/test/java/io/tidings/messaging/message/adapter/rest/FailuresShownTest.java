package io.tidings.messaging.message.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.CloseSource;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

/** Why a message that was let go did not arrive, or nobody knows, is told by the message itself. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class FailuresShownTest {
    private static final MessageSource INVOICE = new MessageSource("invoice", "i1");

    @Inject
    RequestSend requestSend;

    @Inject
    CloseSource closeSource;

    @Inject
    ScriptedSender provider;

    private final String person = Shop.somebody();
    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp.131026", "whatsapp.http-404"})
    void what_the_provider_refused(String code) {
        provider.script(person, new SendOutcome.Rejected(ProviderError.parse(code, "no")));
        shop.showsEnd(shop.notify(requestSend, person), "failed", code);
    }

    @Test
    void what_the_provider_refused_later_without_a_word() {
        var message = sent();
        shop.status("wamid." + message, "failed", message, "").then().statusCode(200);
        shop.showsEnd(message, "failed", "whatsapp.unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatch.timeout", "dispatch.connection-lost", "dispatch.unreadable-answer"})
    void what_nobody_knows_of(String code) {
        provider.script(person, new SendOutcome.Uncertain(code));
        shop.showsEnd(shop.notify(requestSend, person), "unknown", code);
    }

    @ParameterizedTest
    @ValueSource(strings = "dispatch.failure")
    void what_our_own_sender_broke_at(String code) {
        provider.script(person, message -> Uni.createFrom().failure(new IllegalStateException("broken")));
        shop.showsEnd(shop.notify(requestSend, person), "unknown", code);
    }

    @ParameterizedTest
    @ValueSource(strings = "dispatch.interrupted")
    void what_a_dead_worker_left(String code) {
        var message = sent();
        shop.settle();
        Database.update("update messages set status = 'sending', provider_message_id = null where id = ?", message);
        Database.update(
                "insert into due_work (tenant_id, kind, subject, lane, due_at) values (?, 'dispatch', ?, 1, now())",
                shop.tenant(),
                message);
        shop.showsEnd(message, "unknown", code);
    }

    @ParameterizedTest
    @ValueSource(strings = "dispatch.unreachable")
    void what_was_not_sent_for_sure_and_is_tried_again(String code) {
        provider.script(person, new SendOutcome.NotSent(code));
        var message = shop.notify(requestSend, person);
        await().untilAsserted(() -> get(message).body("error.code", equalTo(code)));
        provider.takesAllOf(person);
        await().untilAsserted(() -> get(message).body("status", equalTo("sent")).body("history.code", hasItem(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"source.closed", "contact.erased", "message.cancelled"})
    void what_was_taken_back_while_it_waited(String code) {
        var message = waiting();
        switch (code) {
            case "source.closed" ->
                closeSource
                        .handle(new CloseSource.Command(shop.id(), INVOICE, "paid"))
                        .await()
                        .atMost(Patience.LIMIT);
            case "contact.erased" ->
                Api.as(shop.tenant())
                        .delete("/api/v1/contacts/" + shop.contact(person))
                        .then()
                        .statusCode(204);
            case "message.cancelled" ->
                Api.as(shop.tenant())
                        .post("/api/v1/messages/" + message + "/cancel")
                        .then()
                        .statusCode(200);
            default -> throw new IllegalArgumentException(code);
        }
        shop.showsEnd(message, "cancelled", code);
    }

    @ParameterizedTest
    @ValueSource(strings = "message.resolved")
    void what_a_person_settled(String code) {
        provider.script(person, new SendOutcome.Uncertain("dispatch.timeout"));
        var message = shop.notify(requestSend, person);
        shop.showsEnd(message, "unknown", "dispatch.timeout");
        Api.as(shop.tenant())
                .body("{\"status\":\"failed\"}")
                .post("/api/v1/messages/" + message + "/resolve")
                .then()
                .statusCode(200);
        shop.showsEnd(message, "failed", code);
    }

    @ParameterizedTest
    @ValueSource(strings = "otp.replaced")
    void a_code_that_waited_when_a_newer_one_was_sent(String code) {
        holdUp();
        var old = sendCode();
        age("31 seconds");
        sendCode();
        shop.showsEnd(old, "cancelled", code);
    }

    @ParameterizedTest
    @ValueSource(strings = "otp.expired")
    void a_code_that_was_past_its_time_when_its_turn_came(String code) {
        holdUp();
        var message = sendCode();
        awaitPutBack(message);
        age("301 seconds");
        Database.update("update phone_numbers set next_slot_at = now() where tenant_id = ?", shop.tenant());
        Database.update("update due_work set due_at = now(), leased_until = null where subject = ?", message);
        shop.showsEnd(message, "failed", code);
    }

    private io.restassured.response.ValidatableResponse get(UUID message) {
        return Api.as(shop.tenant()).get("/api/v1/messages/" + message).then().statusCode(200);
    }

    private UUID sent() {
        var message = shop.notify(requestSend, person);
        await().until(() -> shop.status(message), "sent"::equals);
        return message;
    }

    /** The number has given away all it sends until tomorrow. */
    private void holdUp() {
        Database.update(
                "update phone_numbers set next_slot_at = now() + interval '1 day' where tenant_id = ?", shop.tenant());
    }

    /** Let go by the gate, and for a day nobody's turn. */
    private UUID waiting() {
        holdUp();
        var message = shop.send(requestSend, person, Purpose.TRANSACTIONAL, INVOICE);
        awaitPutBack(message);
        return message;
    }

    private void awaitPutBack(UUID message) {
        await().until(() -> Database.count(
                        "select count(*) from due_work where subject = ? and due_at > now() + interval '1 hour'",
                        message)
                == 1);
    }

    private UUID sendCode() {
        var id = Api.as(shop.tenant())
                .body(Map.of("phone", "+" + person, "purpose", "login"))
                .post("/api/v1/otp/send")
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        return UUID.fromString(Database.column(
                        "select message_id from otp_codes where tenant_id = ? and id = ?",
                        shop.tenant(),
                        UUID.fromString(id))
                .getFirst());
    }

    /** As if all of the person's codes had been made this much earlier. */
    private void age(String interval) {
        Database.update(
                "update otp_codes set created_at = created_at - interval '" + interval
                        + "', expires_at = expires_at - interval '" + interval + "' where tenant_id = ?",
                shop.tenant());
    }
}
