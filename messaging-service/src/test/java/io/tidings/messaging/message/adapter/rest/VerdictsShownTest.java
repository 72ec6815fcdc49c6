package io.tidings.messaging.message.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Customer;
import io.tidings.contracts.Topics;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

/** Every verdict that keeps a message from going is told by the message itself, each reached as it is in life. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class VerdictsShownTest {
    private static final String SHIPPED = "/api/v1/notification-rules/order_shipped/customer";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    private String person = Shop.somebody();
    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source.closed",
                "tenant.suspended",
                "message.expired",
                "consent.missing",
                "consent.revoked",
                "contact.unreachable",
                "window.closed",
                "category.not-delivered",
                "quiet-hours",
                "frequency-cap",
                "quota.exceeded",
                "sending.paused",
                "number.none",
                "number.paused",
                "number.limit",
                "template.paused",
                "template.disabled",
                "scheduled"
            })
    void of_the_gate(String code) {
        shows(
                switch (code) {
                    case "source.closed" -> aboutSomethingClosed();
                    case "tenant.suspended" -> noticeAfter("update tenant_profiles set active = false");
                    case "message.expired" -> noticeByTemplate("paused", "now() + interval '4 days'");
                    case "consent.missing" -> offer();
                    case "consent.revoked" -> noticeAfterRevocation();
                    case "contact.unreachable" -> offerToSomebodyOutOfReach();
                    case "window.closed" -> freeWords();
                    case "category.not-delivered" -> offerToTheUnitedStates();
                    case "quiet-hours" -> offerAtNight();
                    case "frequency-cap" -> fourthOffer();
                    case "quota.exceeded" -> noticeAfter("update tenant_profiles set messages_per_month = 0");
                    case "sending.paused" -> noticeWhileSendingIsPaused();
                    case "number.none" -> noticeWithoutANumber();
                    case "number.paused" -> noticeAfter("update phone_numbers set status = 'paused'");
                    case "number.limit" -> noticeToOneTooMany();
                    case "template.paused" -> noticeByTemplate("paused", "now() + interval '1 hour'");
                    case "template.disabled" -> noticeByTemplate("disabled", "null");
                    case "scheduled" ->
                        post(
                                "\"send_at\":\"" + Instant.now().plus(2, ChronoUnit.DAYS)
                                        + "\",\"template\":{\"name\":\"delivery_confirmation\",\"parameters\":[\"Ana\",\"1\"]}");
                    default -> throw new IllegalArgumentException(code);
                },
                code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"template.draft", "template.pending", "template.rejected", "template.paused", "template.disabled"
            })
    void of_a_template_the_provider_does_not_let_speak(String code) {
        template("table_free", code.substring("template.".length()));
        shows(post("\"template\":{\"name\":\"table_free\",\"named_parameters\":{\"order_number\":\"1\"}}"), code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"template.category", "rule.off", "template.not-found", "template.parameters", "template.render"})
    void before_the_gate_is_asked(String code) {
        shows(
                switch (code) {
                    case "template.category" ->
                        post("\"template\":{\"name\":\"drip_step\",\"parameters\":[\"Ana\",\"Offer\"]}");
                    case "rule.off" -> {
                        rule(false, "shipping_notification");
                        yield shipment();
                    }
                    case "template.not-found" -> {
                        var id = template("sent_off", "approved");
                        rule(true, "sent_off");
                        Api.as(shop.tenant())
                                .delete("/api/v1/templates/" + id)
                                .then()
                                .statusCode(204);
                        yield shipment();
                    }
                    case "template.parameters" -> {
                        var id = template("sent_off", "approved");
                        rule(true, "sent_off");
                        Api.as(shop.tenant())
                                .body(content("Your surprise: {{surprise}}."))
                                .put("/api/v1/templates/" + id)
                                .then()
                                .statusCode(200);
                        yield shipment();
                    }
                    case "template.render" -> unrenderableStep();
                    default -> throw new IllegalArgumentException(code);
                },
                code);
    }

    private void shows(UUID message, String code) {
        Api.as(shop.tenant())
                .get("/api/v1/messages/" + message)
                .then()
                .statusCode(200)
                .body("status", in(List.of("refused", "deferred")))
                .body("verdict.decision", in(List.of("refuse", "defer")))
                .body("verdict.code", equalTo(code))
                .body("history.code", hasItem(code));
    }

    private UUID notice() {
        return shop.notify(requestSend, person);
    }

    private UUID offer() {
        return shop.send(requestSend, person, Purpose.MARKETING, null);
    }

    /** Makes the contact and lets them agree to marketing. */
    private void agrees() {
        notice();
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.GRANTED);
    }

    private UUID noticeAfter(String update) {
        Database.update(update + " where tenant_id = ?", shop.tenant());
        return notice();
    }

    private UUID aboutSomethingClosed() {
        Database.update("insert into closed_sources values (?, 'invoice', 'i1', 'paid', now())", shop.tenant());
        return shop.send(requestSend, person, Purpose.TRANSACTIONAL, new MessageSource("invoice", "i1"));
    }

    private UUID noticeByTemplate(String state, String until) {
        Database.update(
                "insert into template_health (tenant_id, template, language, state, paused_until, updated_at)"
                        + " values (?, 'shipping_notification', 'en', ?, " + until + ", now())",
                shop.tenant(),
                state);
        return notice();
    }

    private UUID noticeAfterRevocation() {
        notice();
        shop.consent(recordConsent, person, ConsentPurpose.TRANSACTIONAL, Decision.REVOKED);
        return notice();
    }

    private UUID offerToSomebodyOutOfReach() {
        agrees();
        Database.update(
                "insert into unreachable_contacts values (?, ?, 3, now())", shop.tenant(), shop.contact(person));
        return offer();
    }

    private UUID freeWords() {
        notice();
        return requestSend
                .handle(new RequestSend.Command(
                        shop.id(),
                        Purpose.REPLY,
                        new RequestSend.Recipient.OfContact(shop.contact(person)),
                        new RequestSend.Content.FreeText("Hello", shop.number()),
                        "test:" + UUID.randomUUID(),
                        null))
                .await()
                .atMost(Patience.LIMIT)
                .orElseThrow();
    }

    private UUID offerToTheUnitedStates() {
        person = "12025550123";
        agrees();
        return offer();
    }

    private UUID offerAtNight() {
        agrees();
        var now = LocalTime.now(ZoneId.of("Europe/Madrid")).truncatedTo(ChronoUnit.MINUTES);
        Database.update(
                "update tenant_profiles set quiet_start = ?, quiet_end = ? where tenant_id = ?",
                now.minusHours(1).toString(),
                now.plusHours(1).toString(),
                shop.tenant());
        return offer();
    }

    private UUID fourthOffer() {
        agrees();
        shop.speaksAtAnyHour();
        for (var i = 0; i < 3; i++) {
            offer();
        }
        return offer();
    }

    private UUID noticeWhileSendingIsPaused() {
        Database.update("insert into sending_pauses values (?, 'whatsapp.131042', now())", shop.tenant());
        return notice();
    }

    private UUID noticeWithoutANumber() {
        shop = new Shop(Database.knownTenant("UTC"), "none");
        return notice();
    }

    private UUID noticeToOneTooMany() {
        Database.update(
                "insert into number_health (tenant_id, phone_number, messaging_limit, updated_at) values (?, ?, 1, now())",
                shop.tenant(),
                shop.number());
        var first = notice();
        await().until(() -> shop.status(first), "sent"::equals);
        return shop.notify(requestSend, Shop.somebody());
    }

    private UUID unrenderableStep() {
        notice();
        Records.publish(
                Topics.CAMPAIGN,
                shop.tenant(),
                new CampaignStepDue(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        1,
                        shop.contact(person),
                        "{% for i in (1..999999999) %}x{% endfor %}",
                        Map.of(),
                        NOW));
        return kept("intent_key like 'enrolment:%'");
    }

    private UUID shipment() {
        var customer = new Customer("Ana", "+" + person);
        Records.publish(
                Topics.COMMERCE,
                shop.tenant(),
                new OrderShipped(UUID.randomUUID(), "1001", customer, "DHL", "JD0146", null, NOW));
        return kept("intent_key like 'order:%'");
    }

    /** The message that an event brings. */
    private UUID kept(String condition) {
        var ids = await().until(
                        () -> Database.column(
                                "select id from messages where tenant_id = ? and " + condition, shop.tenant()),
                        found -> !found.isEmpty());
        assertThat(ids).hasSize(1);
        return UUID.fromString(ids.getFirst());
    }

    private UUID post(String members) {
        return UUID.fromString(Api.as(shop.tenant())
                .body("{\"to\":\"+" + person + "\"," + members + "}")
                .post("/api/v1/messages")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    private String template(String name, String status) {
        var id = Api.as(shop.tenant())
                .body("{\"name\":\"" + name + "\",\"language\":\"en\",\"content\":"
                        + content("Your order {{order_number}} has left.") + "}")
                .post("/api/v1/templates")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        Database.update("update templates set status = ? where tenant_id = ?", status, shop.tenant());
        return id;
    }

    private static String content(String body) {
        return "{\"category\":\"utility\",\"body\":\"" + body + "\",\"examples\":[\"1\"]}";
    }

    private void rule(boolean enabled, String template) {
        Api.as(shop.tenant())
                .body("{\"enabled\":" + enabled + ",\"template\":\"" + template + "\"}")
                .put(SHIPPED)
                .then()
                .statusCode(200);
    }
}
