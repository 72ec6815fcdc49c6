package io.tidings.messaging.intake;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

/** Who writes: by phone in any spelling, by WhatsApp's id alone, by both, or with another number than before. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SendersTest {
    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    @Inject
    ScriptedSender provider;

    private Shop shop;
    private final String person = Shop.somebody();
    private final String bsuid = "ES." + Shop.somebody();

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void somebody_without_a_phone_is_heard_known_again_and_answered() {
        writes(bsuid, null, "Hello");
        writes(bsuid, null, "Anybody there?");
        shop.settle();

        var id = onlyContact();
        Api.as(shop.tenant())
                .get("/api/v1/contacts/" + id)
                .then()
                .body("phone", nullValue())
                .body("name", equalTo("Ana"));
        Api.as(shop.tenant()).get("/api/v1/messages?contact_id=" + id).then().body("items", hasSize(2));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), ContactCreated.class))
                .singleElement()
                .satisfies(event -> assertThat(event.phone()).isNull()));

        var answer = reply(id, "Yes!");
        await().until(() -> shop.status(answer), "sent"::equals);
        assertThat(provider.callsTo(bsuid)).hasSize(1);
    }

    @Test
    void many_first_messages_of_one_id_at_once_make_one_contact() {
        IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> writes(bsuid, null, "hi " + i)))
                .toList()
                .forEach(CompletableFuture::join);
        shop.settle();
        onlyContact();
    }

    @Test
    void an_id_that_shows_its_phone_later_gets_it() {
        writes(bsuid, null, "Hello");
        shop.settle();
        var id = onlyContact();

        writes(bsuid, person, "This is me");
        shop.settle();

        assertThat(shop.contact(person)).isEqualTo(id);
        var notice = shop.notify(requestSend, person);
        await().until(() -> shop.status(notice), "sent"::equals);
        assertThat(provider.callsTo(person)).hasSize(1);
    }

    @Test
    void an_id_whose_phone_has_a_contact_becomes_one_with_it_and_a_stop_of_either_is_kept() {
        shop.notify(requestSend, person);
        var known = shop.contact(person);
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.GRANTED);
        writes(bsuid, null, "STOP");
        shop.settle();

        writes(bsuid, person, "It is me");
        shop.settle();

        assertThat(onlyContact()).isEqualTo(known);
        Api.as(shop.tenant()).get("/api/v1/contacts/" + known).then().body("consents.marketing", equalTo("revoked"));
        Api.as(shop.tenant())
                .get("/api/v1/messages?contact_id=" + known)
                .then()
                .body("items.text", hasItems("STOP", "It is me"));
        var offer = shop.send(requestSend, person, Purpose.MARKETING, null);
        assertThat(shop.status(offer)).isEqualTo("refused");
    }

    @Test
    void the_same_id_at_a_number_of_another_portfolio_is_somebody_else() {
        writes(bsuid, null, "Hello");
        shop.settle();
        var second = second("47110");
        var third = second("47111");
        Database.update("update phone_numbers set waba_id = '47110' where phone_number_id = ?", shop.phoneNumberId());

        writes(new Shop(shop.tenant(), second), bsuid, null, "Same account");
        shop.settle();
        onlyContact();
        writes(new Shop(shop.tenant(), third), bsuid, null, "Another account");
        shop.settle();
        assertThat(contacts()).hasSize(2);
    }

    @Test
    void a_contact_without_a_phone_is_written_to_by_a_number_that_knows_the_id_alone() {
        writes(bsuid, null, "Hello");
        shop.settle();
        var id = onlyContact();
        second("47111");
        Database.update("update phone_numbers set status = 'paused' where phone_number_id = ?", shop.phoneNumberId());

        var notice = request(id);

        assertThat(shop.status(notice)).isEqualTo("refused");
        assertThat(shop.column("verdict_code", notice)).isEqualTo("number.paused");
    }

    @Test
    void a_person_with_a_new_number_stays_who_they_are() {
        shop.says(person, "Hello");
        shop.settle();
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.GRANTED);
        var id = shop.contact(person);
        var fresh = Shop.somebody();

        moves(person, fresh);
        moves(person, fresh);

        assertThat(shop.contact(fresh)).isEqualTo(id);
        assertThat(contacts()).containsExactly(id.toString());
        Api.as(shop.tenant())
                .get("/api/v1/contacts/" + id)
                .then()
                .body("phone", equalTo("+" + fresh))
                .body("consents.marketing", equalTo("granted"));
        request(id);

        // and into a contact that the new number has already
        var third = Shop.somebody();
        shop.says(third, "Hi");
        shop.settle();
        moves(fresh, third);
        assertThat(contacts()).containsExactly(shop.contact(third).toString());
        Api.as(shop.tenant())
                .get("/api/v1/messages?contact_id=" + shop.contact(third))
                .then()
                .body("items.direction", hasItems("inbound", "outbound"));
    }

    @Test
    void a_brazilian_without_the_ninth_digit_is_the_contact_with_it() {
        var eight = "8" + Shop.somebody().substring(4, 11);
        Api.as(shop.tenant())
                .body(Map.of("phone", "+55479" + eight, "name", "Bia"))
                .post("/api/v1/contacts")
                .then()
                .statusCode(201);

        shop.says("5547" + eight, "Oi");
        shop.settle();

        assertThat(contacts()).hasSize(1);
        Api.as(shop.tenant())
                .queryParam("phone", "+5547" + "9" + eight)
                .get("/api/v1/contacts")
                .then()
                .body("items.name", contains("Bia"));
    }

    private UUID reply(UUID contact, String text) {
        return requestSend
                .handle(new RequestSend.Command(
                        shop.id(),
                        Purpose.REPLY,
                        new RequestSend.Recipient.OfContact(contact),
                        new RequestSend.Content.FreeText(text, shop.number()),
                        "test:" + UUID.randomUUID(),
                        null))
                .await()
                .atMost(Patience.LIMIT)
                .orElseThrow();
    }

    private UUID request(UUID contact) {
        return requestSend
                .handle(new RequestSend.Command(
                        shop.id(),
                        Purpose.TRANSACTIONAL,
                        new RequestSend.Recipient.OfContact(contact),
                        new RequestSend.Content.Templated("delivery_confirmation", List.of("Ana", "1")),
                        "test:" + UUID.randomUUID(),
                        null))
                .await()
                .atMost(Patience.LIMIT)
                .orElseThrow();
    }

    /** Another number of the tenant, of this business account. */
    private String second(String account) {
        var id = Shop.somebody();
        Api.as(shop.tenant())
                .body(Map.of(
                        "phone_number_id",
                        id,
                        "display_phone_number",
                        "+34 911 222 444",
                        "access_token",
                        "EAAG-test-token",
                        "waba_id",
                        account))
                .post("/api/v1/phone-numbers")
                .then()
                .statusCode(201);
        return id;
    }

    private void moves(String old, String fresh) {
        shop.webhook("""
                {"messages":[{"id":"wamid.m%s","from":"%s","type":"system",
                  "system":{"type":"user_changed_number","wa_id":"%s","body":"changed"}}]""".formatted(UUID.randomUUID(), old, fresh)).then().statusCode(200);
        shop.settle();
    }

    private void writes(String id, String phone, String text) {
        writes(shop, id, phone, text);
    }

    private static void writes(Shop to, String id, String phone, String text) {
        var from = phone == null ? "" : "\"from\":\"%s\",".formatted(phone);
        var waId = phone == null ? "" : "\"wa_id\":\"%s\",".formatted(phone);
        to.webhook("""
                {"contacts":[{%s"user_id":"%s","profile":{"name":"Ana"}}],
                 "messages":[{"id":"wamid.u%s",%s"from_user_id":"%s","type":"text","text":{"body":"%s"}}]""".formatted(waId, id, UUID.randomUUID(), from, id, text))
                .then()
                .statusCode(200);
    }

    private List<String> contacts() {
        return Database.column("select id from contacts where tenant_id = ? and erased_at is null", shop.tenant());
    }

    private UUID onlyContact() {
        assertThat(contacts()).hasSize(1);
        return UUID.fromString(contacts().getFirst());
    }
}
