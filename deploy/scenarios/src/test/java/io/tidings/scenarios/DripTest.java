package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class DripTest {
    private final World world = World.get();

    @AfterEach
    void back_to_the_real_time() {
        world.suite().clock().set(Duration.ZERO);
    }

    @Test
    void a_reply_ends_the_drip() {
        var shop = atNoon(world.shop());
        var phone = World.phone();
        var contact = contact(shop, phone);
        var campaign = campaign(shop);
        var enrolment = enroll(shop, contact, campaign).path("enrolment_id").asText();
        var first = shop.awaitMessage(step(enrolment, 1), "delivered|read");
        assertThat(first.path("text").asText()).contains("Ana");
        assertThat(first.path("purpose").asText()).isEqualTo("marketing");

        var silent = enroll(shop, contact(shop, World.phone()), campaign)
                .path("enrolment_id")
                .asText();
        shop.awaitMessage(step(silent, 1), "delivered|read");

        shop.writes(phone, "yes, tell me more");
        World.soon()
                .until(() -> progress(shop, contact, campaign)
                        .path("status")
                        .asText()
                        .equals("replied"));
        world.suite().clock(Duration.ofDays(2));
        // enrolled later, so due later: when this one has come, the other one's turn is over
        shop.awaitMessage(step(silent, 2), "delivered|read");
        assertThat(shop.message(step(enrolment, 2)).isMissingNode()).isTrue();
        assertThat(shop.sentTo(phone)).hasSize(1);
    }

    @Test
    void stop_ends_the_drip_is_confirmed_once_and_marketing_is_refused_from_then_on() {
        var shop = atNoon(world.shop());
        var phone = World.phone();
        var contact = contact(shop, phone);
        var campaign = campaign(shop);
        enroll(shop, contact, campaign);
        World.soon().until(() -> shop.sentTo(phone).size() == 1);

        shop.writes(phone, "please do not stop"); // a sentence, not the word
        shop.writes(phone, " Stop ");
        World.soon().until(() -> shop.sentTo(phone).size() == 2);
        World.soon()
                .until(() -> shop.api()
                        .get("/api/v1/contacts/" + contact)
                        .ok()
                        .path("consents")
                        .path("marketing")
                        .asText()
                        .equals("revoked"));

        var other = campaign(shop);
        var refused = shop.api().post("/api/v1/contacts/" + contact + "/campaign/" + other + "/enroll", Map.of());
        if (refused.status() == 201) {
            var intent = step(refused.body().path("enrolment_id").asText(), 1);
            assertThat(shop.awaitMessage(intent, "refused")
                            .path("verdict")
                            .path("code")
                            .asText())
                    .isEqualTo("consent.revoked");
        }
        assertThat(shop.sentTo(phone)).hasSize(2);
    }

    private static String step(String enrolment, int number) {
        return "enrolment:" + enrolment + ":step:" + number;
    }

    /** Marketing waits at night: move the clock to a working hour in Madrid. */
    private Shop atNoon(Shop shop) {
        var now = world.suite().clock().now().atZone(java.time.ZoneId.of("Europe/Madrid"));
        var noon = now.toLocalDate().atTime(12, 0).atZone(now.getZone());
        world.suite().clock(Duration.between(now, noon.isBefore(now) ? noon.plusDays(1) : noon));
        return shop;
    }

    private static String contact(Shop shop, String phone) {
        return shop.api()
                .post(
                        "/api/v1/contacts",
                        Map.of("phone", phone, "name", "Ana", "marketing_consent", Map.of("source", "newsletter form")))
                .created()
                .path("id")
                .asText();
    }

    private static String campaign(Shop shop) {
        var id = shop.api()
                .post("/api/v1/campaigns", Map.of("name", "Welcome"))
                .created()
                .path("id")
                .asText();
        for (var delay : new int[] {0, 24}) {
            shop.api()
                    .post(
                            "/api/v1/campaigns/" + id + "/steps",
                            Map.of("delay_hours", delay, "message_template", "Hello {{name}}, welcome!"))
                    .created();
        }
        return id;
    }

    private static JsonNode enroll(Shop shop, String contact, String campaign) {
        var path = "/api/v1/contacts/" + contact + "/campaign/" + campaign + "/enroll";
        // campaign-service learns of a new contact by event
        return World.soon()
                .until(() -> shop.api().post(path, Map.of()), answer -> answer.status() != 404)
                .created();
    }

    private static JsonNode progress(Shop shop, String contact, String campaign) {
        return shop.api()
                .get("/api/v1/contacts/" + contact + "/campaigns/" + campaign + "/progress")
                .ok();
    }
}
