package io.tidings.messaging.message.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class MessageApiTest {
    private static final String MESSAGES = "/api/v1/messages";

    @Inject
    RequestSend requestSend;

    private final String person = Shop.somebody();

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void a_message_shows_its_verdict_and_history() {
        var id = shop.send(requestSend, person, Purpose.TRANSACTIONAL, new MessageSource("order", "o-1"));
        await().untilAsserted(() -> assertThat(shop.status(id)).isEqualTo("sent"));
        Api.as(shop.tenant())
                .get(MESSAGES + "/" + id)
                .then()
                .statusCode(200)
                .body("direction", equalTo("outbound"))
                .body("to", equalTo("+" + person))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("from")))
                .body("purpose", equalTo("transactional"))
                .body("template", equalTo("shipping_notification"))
                .body("text", equalTo("Hi Ana, your order #1 is on its way with DHL. Tracking number: T1."))
                .body("source.type", equalTo("order"))
                .body("source.id", equalTo("o-1"))
                .body("status", equalTo("sent"))
                .body("verdict.decision", equalTo("allow"))
                .body("verdict.code", nullValue())
                .body("verdict.decided_at", notNullValue())
                .body("provider_message_id", equalTo("wamid." + id))
                .body("error", nullValue())
                .body("history.status", contains("queued", "sending", "sent"))
                .body("history.source", hasItem("suite"));
    }

    @Test
    void a_message_that_was_not_sent_says_why() {
        var id = shop.send(requestSend, person, Purpose.MARKETING, null);
        Api.as(shop.tenant())
                .get(MESSAGES + "/" + id)
                .then()
                .body("status", equalTo("refused"))
                .body("verdict.decision", equalTo("refuse"))
                .body("verdict.code", equalTo("consent.missing"))
                .body("history[0].code", equalTo("consent.missing"));
    }

    @Test
    void filters_narrow_the_list() {
        var told = shop.notify(requestSend, person);
        var refused = shop.send(requestSend, person, Purpose.MARKETING, null);
        shop.notify(requestSend, Shop.somebody());
        list("status=refused", refused);
        list("phone=%2B" + person + "&limit=1", refused);
        list("contact_id=" + shop.contact(person), refused, told);
        list("intent_key=" + shop.column("intent_key", told), told);
        Api.as(shop.tenant()).get(MESSAGES).then().body("items", hasSize(3));
    }

    @Test
    void what_was_sent_is_listed_as_such_until_it_has_arrived() {
        var arriving = shop.notify(requestSend, person);
        var other = shop.notify(requestSend, Shop.somebody());
        await().untilAsserted(() -> list("status=sent", other, arriving));
        list("status=sent&contact_id=" + shop.contact(person), arriving);

        shop.status("wamid." + arriving, "delivered", arriving, "");

        await().untilAsserted(() -> list("status=delivered", arriving));
        list("status=sent", other);
    }

    @ParameterizedTest
    @CsvSource({
        "status=nonsense,     400, message.filter",
        "contact_id=1,        400, message.filter",
        "intent_key=%00,      400, message.filter",
        "phone=abc,           422, phone.invalid",
        "limit=0,             400, page.limit",
        "limit=101,           400, page.limit",
        "cursor=nonsense,     400, page.cursor"
    })
    void a_filter_that_is_none_is_refused(String query, int status, String code) {
        Api.as(shop.tenant())
                .urlEncodingEnabled(false)
                .get(MESSAGES + "?" + query)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void an_id_that_is_none_is_not_found() {
        Api.as(shop.tenant()).get(MESSAGES + "/nonsense").then().statusCode(404);
        Api.as(shop.tenant())
                .get(MESSAGES + "/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("message.not-found"));
    }

    @Test
    void the_built_in_templates_are_listed_with_their_variables() {
        Api.as(shop.tenant())
                .get("/api/v1/templates")
                .then()
                .statusCode(200)
                .body("items", hasSize(7))
                .body(
                        "items.find { it.name == 'payment_reminder' }.variables",
                        contains("name", "invoice_number", "amount", "due_date", "status_line"));
    }

    private void list(String query, UUID... expected) {
        var ids = Api.as(shop.tenant())
                .urlEncodingEnabled(false)
                .get(MESSAGES + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .<java.util.List<String>>path("items.id");
        assertThat(ids)
                .containsExactly(
                        java.util.Arrays.stream(expected).map(UUID::toString).toArray(String[]::new));
    }
}
