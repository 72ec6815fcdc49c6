package io.tidings.campaign.enrolment.adapter.kafka;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.campaign.Suite;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageRead;
import io.tidings.contracts.messaging.MessageReceived;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** The drip against the real Kafka and PostgreSQL: what it hears, what it says, when. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class DripEventsTest {

    private final Suite shop = Suite.ofNewTenant();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @AfterEach
    void back_to_the_present() {
        TestClock.reset();
    }

    private void tell(Event event) {
        Records.publish(Topics.MESSAGING, shop.tenant(), event);
    }

    private MessageReceived answer(UUID contact, @Nullable UUID enrolment) {
        var intent = enrolment == null ? null : intent(enrolment, 1);
        return new MessageReceived(UUID.randomUUID(), contact, "Hello", intent, now);
    }

    private static String intent(UUID enrolment, int step) {
        return "enrolment:" + enrolment + ":step:" + step;
    }

    private static MessageSent sent(UUID contact, UUID enrolment, int step) {
        return new MessageSent(
                UUID.randomUUID(), contact, intent(enrolment, step), "marketing", "wamid.1", Instant.now());
    }

    private void awaitProgress(UUID contact, String campaign, String field, Object value) {
        await().untilAsserted(() -> assertThat(
                        (Object) shop.progress(contact, campaign).extract().path(field))
                .isEqualTo(value));
    }

    private void awaitSteps(int... numbers) {
        await().untilAsserted(() -> assertThat(Records.events(Topics.CAMPAIGN, shop.tenant(), CampaignStepDue.class))
                .extracting(CampaignStepDue::stepNumber)
                .containsExactly(java.util.Arrays.stream(numbers).boxed().toArray(Integer[]::new)));
    }

    @Test
    void a_contact_of_messaging_service_walks_through_a_campaign() {
        var contact = UUID.randomUUID();
        tell(new ContactCreated(contact, null, "+34612345678", null, null, now));
        tell(new ContactUpdated(contact, "Lucía", "+34612345678", null, null, now.plusSeconds(1)));
        var campaign = shop.campaignOf(0, 24);
        await().untilAsserted(() -> assertThat(Database.column(
                        "select name from contacts where tenant_id = ? and id = ?", shop.tenant(), contact))
                .containsExactly("Lucía"));

        shop.enrolled(contact, campaign);
        awaitSteps(1);
        var due = Records.events(Topics.CAMPAIGN, shop.tenant(), CampaignStepDue.class)
                .getFirst();
        assertThat(due.contactId()).isEqualTo(contact);
        assertThat(due.variables()).isEqualTo(Map.of("name", "Lucía", "what", "the tea"));
        tell(sent(contact, due.enrolmentId(), 1));
        awaitProgress(contact, campaign, "messages_sent", 1);

        TestClock.ahead(Duration.ofHours(24));
        awaitSteps(1, 2);
        awaitProgress(contact, campaign, "status", "completed");
        awaitProgress(contact, campaign, "steps_completed", 2);
        assertThat(shop.due(due.enrolmentId())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"end, replied", "pause, paused"})
    void an_answer_before_the_next_step_keeps_it_from_going_out(String stop, String status) {
        var contact = shop.contact("Lucía");
        var campaign = shop.campaign(stop);
        shop.step(campaign, 0);
        shop.step(campaign, 1);
        var enrolment = shop.enrolled(contact, campaign);
        awaitSteps(1);

        tell(answer(contact, null));
        awaitProgress(contact, campaign, "status", status);
        TestClock.ahead(Duration.ofHours(2));
        var witness = shop.contact("Eve");
        shop.enrolled(witness, shop.campaignOf(0));

        awaitSteps(1, 1); // the witness' step, which was due later, and nothing of the first contact
        assertThat(shop.due(enrolment)).isNull();
        awaitProgress(contact, campaign, "replies_received", 1);
        awaitProgress(contact, campaign, "next_step_scheduled_at", null);
        awaitProgress(contact, campaign, "last_engagement_at", now.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"marketing", "all"})
    void an_opt_out_ends_it(String scope) {
        var contact = shop.contact("Lucía");
        var campaign = shop.campaignOf(24);
        var enrolment = shop.enrolled(contact, campaign);

        tell(new ContactOptedOut(contact, scope, "keyword", now));

        awaitProgress(contact, campaign, "status", "unsubscribed");
        assertThat(shop.due(enrolment)).isNull();
    }

    @Test
    void a_failed_message_is_told_and_a_refused_one_for_want_of_consent_ends_it() {
        var contact = shop.contact("Lucía");
        var campaign = shop.campaignOf(24);
        var enrolment = shop.enrolled(contact, campaign);

        tell(new MessageFailed(UUID.randomUUID(), contact, intent(enrolment, 1), "marketing", "whatsapp.131026", now));
        awaitProgress(contact, campaign, "last_failure_code", "whatsapp.131026");
        awaitProgress(contact, campaign, "status", "active");

        tell(new MessageFailed(UUID.randomUUID(), contact, intent(enrolment, 1), "marketing", "consent.missing", now));
        awaitProgress(contact, campaign, "status", "unsubscribed");
        awaitProgress(contact, campaign, "messages_failed", 2);
    }

    @Test
    void reading_a_message_makes_a_step_for_those_who_have_not_be_skipped() {
        var contact = shop.contact("Lucía");
        var campaign = shop.campaignOf(0);
        shop.post("/api/v1/campaigns/" + campaign + "/steps", """
                        {"delay_hours":1,"message_template":"Still there?","conditions":{"skip_if":"opened"}}""").statusCode(201);
        shop.step(campaign, 0);
        var enrolment = shop.enrolled(contact, campaign);
        awaitSteps(1);
        tell(new MessageRead(UUID.randomUUID(), contact, intent(enrolment, 1), "marketing", now));
        awaitProgress(contact, campaign, "last_engagement_at", now.toString());

        TestClock.ahead(Duration.ofHours(1));

        awaitSteps(1, 3);
        awaitProgress(contact, campaign, "steps_completed", 2);
    }

    @Test
    void an_event_told_twice_counts_once() {
        var contact = shop.contact("Lucía");
        var campaign = shop.campaignOf(24);
        var enrolment = shop.enrolled(contact, campaign);
        var event = sent(contact, enrolment, 1);
        for (var i = 0; i < 3; i++) {
            Records.publish(Topics.MESSAGING, shop.tenant(), event, "same-id");
        }
        // same key as the event before, so it is worked after it
        Records.publish(
                Topics.MESSAGING,
                shop.tenant(),
                new MessageFailed(event.messageId(), contact, intent(enrolment, 1), "marketing", "whatsapp.1", now));

        awaitProgress(contact, campaign, "messages_failed", 1);
        awaitProgress(contact, campaign, "messages_sent", 1);
    }

    @Test
    void an_answer_to_the_last_message_is_counted_after_the_end() {
        var contact = shop.contact("Lucía");
        var campaign = shop.campaignOf(0);
        var enrolment = shop.enrolled(contact, campaign);
        awaitProgress(contact, campaign, "status", "completed");

        tell(answer(contact, enrolment));

        awaitProgress(contact, campaign, "replies_received", 1);
        awaitProgress(contact, campaign, "status", "completed");
    }

    @Test
    void the_news_of_one_tenant_do_not_touch_another() {
        var contact = shop.contact("Lucía");
        var campaign = shop.campaignOf(24);
        var enrolment = shop.enrolled(contact, campaign);
        var stranger = Suite.ofNewTenant();
        var witness = stranger.contact("Eve");
        var theirs = stranger.campaignOf(24);
        stranger.enrolled(witness, theirs);

        Records.publish(Topics.MESSAGING, stranger.tenant(), sent(contact, enrolment, 1));
        Records.publish(Topics.MESSAGING, stranger.tenant(), answer(contact, enrolment));
        Records.publish(
                Topics.MESSAGING, stranger.tenant(), new ContactOptedOut(contact, "all", "keyword", Instant.now()));
        Records.publish(
                Topics.MESSAGING, stranger.tenant(), new ContactOptedOut(witness, "all", "keyword", Instant.now()));
        await().until(() ->
                stranger.progress(witness, theirs).extract().path("status").equals("unsubscribed"));
        tell(sent(contact, enrolment, 1));

        awaitProgress(contact, campaign, "messages_sent", 1);
        awaitProgress(contact, campaign, "status", "active");
        awaitProgress(contact, campaign, "replies_received", 0);
    }
}
