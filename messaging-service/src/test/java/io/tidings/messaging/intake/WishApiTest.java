package io.tidings.messaging.intake;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

import jakarta.inject.Inject;

/** What people ask for with a word, or in the app, on a real database and Kafka. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class WishApiTest {
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
    void stop_ends_marketing_with_one_confirmation_and_start_brings_back_what_was_there() {
        shop.says(person, "Stop");
        shop.settle();
        shop.says(person, "STOP");
        shop.settle();

        assertThat(consent("marketing")).isEqualTo("revoked");
        assertThat(consent("transactional")).isEqualTo("none");
        assertThat(provider.callsTo(person))
                .singleElement()
                .satisfies(call -> assertThat(call.message().text()).contains("no more offers"));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), ContactOptedOut.class))
                .singleElement()
                .satisfies(e -> assertThat(e.scope()).isEqualTo("marketing")));

        shop.says(person, "START");
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("granted");
        assertThat(consent("transactional")).isEqualTo("none");
        assertThat(provider.callsTo(person)).hasSize(2);
    }

    @Test
    void stop_all_ends_everything_but_answers() {
        shop.says(person, "stop all");
        shop.settle();

        var message = shop.notify(requestSend, person);

        assertThat(shop.status(message)).isEqualTo("refused");
        assertThat(provider.callsTo(person)).hasSize(1);
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), ContactOptedOut.class))
                .singleElement()
                .satisfies(e -> assertThat(e.scope()).isEqualTo("all")));
    }

    @Test
    void start_grants_nothing_that_was_never_granted() {
        shop.says(person, "START");
        shop.settle();

        assertThat(consent("marketing")).isEqualTo("none");
        assertThat(provider.callsTo(person)).isEmpty();
    }

    @Test
    void help_is_answered_in_the_language_it_was_asked_for() {
        shop.says(person, "ayuda");
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("none");
        assertThat(provider.callsTo(person))
                .singleElement()
                .satisfies(call -> assertThat(call.message().text()).contains("BAJA TOTAL"));
    }

    @Test
    void cancel_and_yes_are_answers_while_a_question_waits_and_wishes_after() {
        shop.says(person, "Hello");
        shop.settle();
        var id = shop.contact(person);
        Api.as(shop.tenant())
                .body(Map.of("about", "order:1:confirm", "expires_in", 3600))
                .put("/api/v1/contacts/" + id + "/pending-question")
                .then()
                .statusCode(200);

        shop.says(person, "CANCEL");
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("none");

        shop.says(person, "CANCEL"); // the question has had its answer
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("revoked");

        shop.says(person, "yes");
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("granted");
        assertThat(provider.callsTo(person)).hasSize(2);
    }

    @Test
    void a_question_that_nobody_answered_in_time_is_over_and_stop_is_a_stop_whatever_was_asked() {
        shop.says(person, "Hello");
        shop.settle();
        var id = shop.contact(person);
        Database.update(
                "insert into pending_questions (tenant_id, contact_id, about, expires_at) values (?, ?, 'x', now())",
                shop.tenant(),
                id);
        shop.says(person, "quit");
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("revoked");

        Database.update(
                "update pending_questions set expires_at = now() + interval '1 hour' where tenant_id = ?",
                shop.tenant());
        shop.says(person, "stop all");
        shop.settle();
        assertThat(consent("transactional")).isEqualTo("revoked");
    }

    @Test
    void yes_to_somebody_of_the_business_is_no_wish() {
        shop.says(person, "STOP");
        shop.settle();
        requestSend
                .handle(new RequestSend.Command(
                        shop.id(),
                        Purpose.REPLY,
                        new RequestSend.Recipient.OfContact(shop.contact(person)),
                        new RequestSend.Content.FreeText("Is this your address?", shop.number()),
                        "test:" + person,
                        null))
                .await()
                .atMost(Patience.LIMIT);
        shop.says(person, "YES");
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("revoked");
    }

    @Test
    void a_preference_set_in_the_app_is_obeyed_in_silence_and_gives_no_more_than_it_took() {
        shop.says(person, "stop all");
        shop.settle();
        shop.webhook(
                "{\"user_preferences\":[{\"wa_id\":\"%s\",\"category\":\"marketing_messages\",\"value\":\"resume\"}]"
                        .formatted(person));
        shop.settle();
        assertThat(consent("marketing")).isEqualTo("granted");
        assertThat(consent("transactional")).isEqualTo("revoked");
        assertThat(provider.callsTo(person)).hasSize(1);
    }

    private String consent(String purpose) {
        var latest = Database.column(
                "select decision from consents where contact_id = ? and purpose = ? order by id desc limit 1",
                shop.contact(person),
                purpose);
        return latest.isEmpty() ? "none" : latest.getFirst();
    }
}
