package io.tidings.messaging.question.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** Reply buttons are a question: what comes back answers it. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ButtonsAskApiTest {
    private final String person = Shop.somebody();
    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void a_pressed_button_answers_the_message_that_asked() {
        opensTheWindow();
        var asked = ask("queued");
        await().until(() -> shop.status(asked), "sent"::equals);
        assertThat(questions()).containsExactly("deliver:1");
        shop.webhook("""
                {"contacts":[{"wa_id":"%1$s"}],"messages":[{"id":"wamid.%2$s","from":"%1$s","type":"interactive",
                 "context":{"id":"wamid.%3$s"},
                 "interactive":{"type":"button_reply","button_reply":{"id":"n","title":"CANCEL"}}}]""".formatted(person, UUID.randomUUID(), asked)).then().statusCode(200);
        await().until(() -> questions().isEmpty());
        assertThat(Database.column(
                        "select in_reply_to::text from messages where tenant_id = ? and direction = 'inbound'"
                                + " order by id desc limit 1",
                        shop.tenant()))
                .containsExactly(asked.toString());
        assertThat(stops()).isZero();
    }

    @Test
    void a_word_that_could_be_a_stop_is_the_answer_that_is_awaited() {
        opensTheWindow();
        ask("queued");
        shop.says(person, "CANCEL");
        await().until(() -> questions().isEmpty());
        assertThat(stops()).isZero();
    }

    @Test
    void a_question_that_was_refused_awaits_nothing() {
        ask("refused");
        assertThat(questions()).isEmpty();
    }

    private UUID ask(String status) {
        return UUID.fromString(Api.as(shop.tenant())
                .body("""
                        {"to":"+%s","intent_key":"deliver:1","interactive":{"body":"Deliver today?","buttons":[
                         {"id":"y","label":"YES"},{"id":"n","label":"CANCEL"}]}}""".formatted(person))
                .post("/api/v1/messages")
                .then()
                .statusCode(202)
                .body("status", equalTo(status))
                .extract()
                .path("id"));
    }

    private List<String> questions() {
        return Database.column("select about from pending_questions where tenant_id = ?", shop.tenant());
    }

    private long stops() {
        return Database.count("select count(*) from unsubscribers where tenant_id = ?", shop.tenant());
    }

    private void opensTheWindow() {
        shop.says(person, "Hello there");
        await().until(() ->
                Database.count("select count(*) from conversations where tenant_id = ?", shop.tenant()) == 1);
    }
}
