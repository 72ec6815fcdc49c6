package io.tidings.messaging.send.adapter.kafka;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.contracts.billing.PaymentReminderDue;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.contracts.commerce.OrderLine;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.messaging.Shop;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.application.UpsertContact;
import io.tidings.messaging.send.application.PauseSending;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

/** From other services' events to messages, over a real Kafka. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class NoticeHandlersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Inject
    UpsertContact upsertContact;

    @Inject
    RecordConsent recordConsent;

    @Inject
    PauseSending pauseSending;

    private final String person = Shop.somebody();
    private final UUID subject = UUID.randomUUID();

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void a_shipped_order_is_told_once_however_often_its_event_comes() {
        var shipped = shipped("+" + person);
        var id = Records.publish(Topics.COMMERCE, shop.tenant(), shipped);
        Records.publish(Topics.COMMERCE, shop.tenant(), shipped, id);
        Records.publish(Topics.COMMERCE, shop.tenant(), shipped); // the same fact under a new id
        publish(Topics.COMMERCE, new OrderDelivered(subject, "1001", new Customer("Ana", "+" + person), NOW));
        await().untilAsserted(() -> assertThat(texts())
                .containsExactly(
                        "Hi Ana, your order 1001 is on its way with DHL. Tracking number: JD0146.",
                        "Hi Ana, your order 1001 has been delivered. Thank you!"));
        assertThat(intents())
                .containsExactly(
                        "order:" + subject + ":shipping_notification", "order:" + subject + ":delivery_confirmation");
    }

    @Test
    void a_placed_order_makes_a_contact_and_tells_each_packer() {
        Database.update(
                "update tenant_profiles set packer_phones = array['+34600111001', '+34600111002'] where tenant_id = ?",
                shop.tenant());
        publish(Topics.COMMERCE, placed());
        await().untilAsserted(() -> assertThat(intents())
                .containsExactly(
                        "order:" + subject + ":packing_list:34600111001",
                        "order:" + subject + ":packing_list:34600111002"));
        assertThat(texts().getFirst()).contains("Order 1001", "2 x Blue mug, 1 x Plate", "Ana");
        assertThat(Database.column(
                        "select name from contacts where tenant_id = ? and phone = ?", shop.tenant(), "+" + person))
                .containsExactly("Ana");
    }

    @Test
    void without_packers_a_placed_order_makes_a_contact_and_nothing_else() {
        publish(Topics.COMMERCE, placed());
        await().untilAsserted(() -> assertThat(
                        Database.column("select phone from contacts where tenant_id = ?", shop.tenant()))
                .containsExactly("+" + person));
        assertThat(intents()).isEmpty();
    }

    @Test
    void an_order_of_somebody_without_a_phone_tells_nobody() {
        publish(Topics.COMMERCE, shipped(null));
        publish(
                Topics.COMMERCE,
                new OrderShipped(UUID.randomUUID(), "1002", new Customer(null, "+" + person), null, null, null, NOW));
        await().untilAsserted(() -> assertThat(texts())
                .containsExactly("Hi there, your order 1002 is on its way with our carrier. Tracking number: none."));
    }

    @Test
    void a_paid_invoice_is_not_reminded_of() {
        publish(Topics.BILLING, new InvoicePaid(subject, "INV-7", NOW));
        var reminder = reminder();
        publish(Topics.BILLING, reminder);
        await().untilAsserted(() -> assertThat(verdicts()).containsExactly("source.closed"));
        assertThat(intents()).containsExactly("reminder:" + reminder.reminderId());
    }

    @Test
    void a_payment_cancels_the_reminder_that_waits() {
        // a pause defers for minutes: no worker looks at the message before the payment does
        pauseSending
                .handle(new PauseSending.Command(shop.id(), "whatsapp.131042"))
                .await()
                .atMost(Patience.LIMIT);
        publish(Topics.BILLING, reminder());
        await().untilAsserted(() -> assertThat(texts()).hasSize(1));
        assertThat(texts().getFirst())
                .startsWith("Hi Ana, invoice INV-7 over 125.00 EUR is due on 20 November 2026. It is ");
        assertThat(verdicts()).containsExactly("sending.paused");
        publish(Topics.BILLING, new InvoicePaid(subject, "INV-7", NOW));
        await().untilAsserted(() -> assertThat(
                        Database.column("select status from messages where tenant_id = ?", shop.tenant()))
                .containsExactly("cancelled"));
        assertThat(Database.column(
                        "select code from message_statuses where tenant_id = ? and status = 'cancelled'",
                        shop.tenant()))
                .containsExactly("source.closed");
        assertThat(shop.due()).isZero();
    }

    @Test
    void a_drip_step_is_rendered_for_who_agreed_and_refused_for_others() {
        var contact = contact("Ana");
        publish(Topics.CAMPAIGN, step(contact, 1, "Hello {{name}}, {{code}} is for you"));
        await().untilAsserted(() -> assertThat(verdicts()).containsExactly("consent.missing"));
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.GRANTED);
        publish(Topics.CAMPAIGN, step(contact, 2, "Hello {{name}}, {{code}} is for you"));
        await().untilAsserted(() -> assertThat(texts()).hasSize(2));
        assertThat(texts().getLast()).isEqualTo("Hi Ana, Hello Ana, SAVE10 is for you\n\nReply STOP to opt out.");
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), MessageFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("consent.missing")));
    }

    @Test
    void a_step_that_cannot_be_rendered_is_kept_with_its_reason() {
        var contact = contact(null);
        publish(Topics.CAMPAIGN, step(contact, 1, "{% for i in (1..999999999) %}x{% endfor %}"));
        await().untilAsserted(() -> assertThat(verdicts()).containsExactly("template.render"));
        assertThat(intents()).containsExactly("enrolment:" + subject + ":step:1");
    }

    @Test
    void a_step_for_somebody_unknown_goes_to_the_dead_letters() {
        var event = step(UUID.randomUUID(), 1, "Hello");
        publish(Topics.CAMPAIGN, event);
        await().untilAsserted(() -> assertThat(Records.all(Topics.deadLetters(Topics.CAMPAIGN)))
                .anySatisfy(letter -> assertThat(new String(letter.value(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains(subject.toString())));
        assertThat(intents()).isEmpty();
    }

    private void publish(String topic, Event event) {
        Records.publish(topic, shop.tenant(), event);
    }

    private UUID contact(String name) {
        return upsertContact
                .handle(new UpsertContact.Command(shop.id(), new PhoneNumber("+" + person), null, name))
                .await()
                .atMost(Patience.LIMIT)
                .id();
    }

    private OrderPlaced placed() {
        return new OrderPlaced(
                subject,
                "1001",
                new Customer("Ana", "+" + person),
                List.of(new OrderLine(null, "Blue mug", 2), new OrderLine("P1", "Plate", 1)),
                3_000,
                "EUR",
                null,
                null,
                NOW);
    }

    private OrderShipped shipped(String phone) {
        return new OrderShipped(subject, "1001", new Customer("Ana", phone), "DHL", "JD0146", null, NOW);
    }

    private PaymentReminderDue reminder() {
        return new PaymentReminderDue(
                UUID.randomUUID(),
                subject,
                "INV-7",
                new Customer("Ana", "+" + person),
                12_500,
                "EUR",
                LocalDate.parse("2026-11-20"),
                "overdue_1day",
                NOW);
    }

    private CampaignStepDue step(UUID contact, int number, String text) {
        return new CampaignStepDue(
                subject, UUID.randomUUID(), UUID.randomUUID(), number, contact, text, Map.of("code", "SAVE10"), NOW);
    }

    private List<String> texts() {
        return Database.column("select text from messages where tenant_id = ? order by id", shop.tenant());
    }

    private List<String> intents() {
        return Database.column("select intent_key from messages where tenant_id = ? order by id", shop.tenant());
    }

    private List<String> statuses() {
        return Database.column("select status from messages where tenant_id = ? order by id", shop.tenant());
    }

    private List<String> verdicts() {
        return Database.column("select verdict_code from messages where tenant_id = ? order by id", shop.tenant());
    }
}
