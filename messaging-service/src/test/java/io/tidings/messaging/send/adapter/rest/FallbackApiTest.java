package io.tidings.messaging.send.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What goes instead, in whose language, and what is left to say of a message that went too late. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class FallbackApiTest {
    private static final String NOTICE = "{\"name\":\"delivery_confirmation\",\"parameters\":[\"Ana\",\"1001\"]}";
    private final String person = Shop.somebody();
    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @AfterEach
    void back_to_the_real_time() {
        TestClock.reset();
    }

    @Test
    void free_words_turn_into_their_template_outside_the_window() {
        toPerson("\"text\":{\"body\":\"Hello\"},\"fallback\":" + NOTICE)
                .statusCode(202)
                .body("status", equalTo("queued"))
                .body("template", equalTo("delivery_confirmation"));
    }

    @Test
    void a_fallback_is_checked_before_anything_is_kept_and_no_template_takes_one() {
        var wrong = NOTICE.replace(",\"1001\"", "");
        toPerson("\"text\":{\"body\":\"Hello\"},\"fallback\":" + wrong)
                .statusCode(422)
                .body("code", equalTo("template.parameters"));
        toPerson("\"template\":" + NOTICE + ",\"fallback\":" + NOTICE)
                .statusCode(422)
                .body("code", equalTo("message.content"));
        Api.as(shop.tenant()).get("/api/v1/messages").then().body("items", hasSize(0));
    }

    @Test
    void a_known_contact_is_spoken_to_in_their_own_language() {
        own("en", "Thanks {{1}} indeed");
        own("es", "Gracias {{1}} de verdad");
        Database.update("update templates set status = 'approved' where tenant_id = ?", shop.tenant());
        var contact = "\"contact_id\":\""
                + Api.as(shop.tenant())
                        .body(Map.of("phone", "+" + person, "locale", "es-MX"))
                        .post("/api/v1/contacts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id")
                + "\",\"template\":{\"name\":\"thanks\",\"parameters\":[\"Ana\"]";
        send(contact + "}").body("text", equalTo("Gracias Ana de verdad"));
        send(contact + ",\"language\":\"en\"}").body("text", equalTo("Thanks Ana indeed"));
    }

    @Test
    void every_verdict_stays_in_the_history_to_the_last() {
        var sendAt = Instant.now().plus(Duration.ofHours(1));
        var id = toPerson("\"send_at\":\"" + sendAt + "\",\"template\":" + NOTICE)
                .statusCode(202)
                .body("history.code", hasItem("scheduled"))
                .body("cost", nullValue())
                .extract()
                .path("id");
        TestClock.ahead(Duration.ofDays(30));
        Database.update("update due_work set due_at = now() where tenant_id = ?", shop.tenant());
        await().untilAsserted(() -> Api.as(shop.tenant())
                .get("/api/v1/messages/" + id)
                .then()
                .body("status", equalTo("refused"))
                .body("verdict.code", equalTo("message.expired"))
                .body("history.code", contains("scheduled", "message.expired")));
    }

    private void own(String language, String body) {
        Api.as(shop.tenant())
                .body(Map.of(
                        "name",
                        "thanks",
                        "language",
                        language,
                        "content",
                        Map.of("category", "utility", "body", body, "examples", List.of("Ana"))))
                .post("/api/v1/templates")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse toPerson(String members) {
        return send("\"to\":\"+" + person + "\"," + members);
    }

    private ValidatableResponse send(String members) {
        return Api.as(shop.tenant())
                .body("{" + members + "}")
                .post("/api/v1/messages")
                .then();
    }
}
