package io.tidings.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A drip campaign: its first step goes out, the contact answers, and the rest stays unsent. */
final class Drip {
    private static final Duration SECOND_STEP = Duration.ofHours(49);
    private static final int NOON = 12;
    private static final List<String> CITIES =
            List.of("Europe/Madrid", "America/Mexico_City", "Pacific/Auckland", "Asia/Kolkata", "America/New_York");

    private final Stage stage;
    private final String answering;
    private final String silent;
    private final String phoneNumberId;

    Drip(Stage stage, String answering, String silent, String phoneNumberId) {
        this.stage = stage;
        this.answering = answering;
        this.silent = silent;
        this.phoneNumberId = phoneNumberId;
    }

    void tell(boolean timeTravel) {
        stage.chapter("A drip campaign");
        String campaign = campaign();
        String contact = contact("Dora", answering);
        JsonNode enrolment = enrol(contact, campaign);
        stage.say("Dora agreed to news and is enrolled: "
                + enrolment.path("enrolment_id").asText());
        stage.delivered("enrolment:" + enrolment.path("enrolment_id").asText() + ":step:1");
        stage.simulator()
                .post(
                        "/simulator/inbound",
                        Map.of(
                                "phone_number_id",
                                phoneNumberId,
                                "from",
                                answering,
                                "name",
                                "Dora",
                                "text",
                                "Yes please, for Saturday!"));
        stage.say("Dora answers: \"Yes please, for Saturday!\"");
        JsonNode progress = stage.await(
                "the reply ends the drip",
                () -> progress(contact, campaign),
                found -> found.path("status").asText().equals("replied"));
        stage.say("enrolment " + progress.path("status").asText() + " after "
                + progress.path("messages_sent").asInt() + " message; step 2 will not be sent");
        if (timeTravel) {
            travel(campaign);
        }
    }

    private void travel(String campaign) {
        stage.chapter("Two days later");
        String contact = contact("Eva", silent);
        String enrolment = enrol(contact, campaign).path("enrolment_id").asText();
        stage.delivered("enrolment:" + enrolment + ":step:1");
        stage.suite().clock(SECOND_STEP);
        try {
            stage.say("the clock is " + SECOND_STEP.toHours() + " hours ahead, and Eva has not answered");
            stage.delivered("enrolment:" + enrolment + ":step:2");
        } finally {
            stage.suite().clock(SECOND_STEP.negated());
        }
    }

    private String campaign() {
        String id = stage.api()
                .post("/api/v1/campaigns", Map.of("name", "Welcome", "stop_on_reply", "end"))
                .path("id")
                .asText();
        String steps = "/api/v1/campaigns/" + id + "/steps";
        stage.api()
                .post(
                        steps,
                        Map.of(
                                "delay_hours",
                                0,
                                "message_template",
                                "welcome to Rosa's! Peonies are in: shall we keep some?"));
        stage.api()
                .post(
                        steps,
                        Map.of("delay_hours", 48, "message_template", "the last peonies of the year go on Sunday."));
        stage.say("campaign " + id + ", a step at once and one after 48 h");
        return id;
    }

    private String contact(String name, String phone) {
        Map<String, Object> consent = Map.of("source", "checkout", "wording", "Yes, send me news on WhatsApp");
        return stage.api()
                .post(
                        "/api/v1/contacts",
                        Map.of("phone", phone, "name", name, "time_zone", whereItIsDay(), "marketing_consent", consent))
                .path("id")
                .asText();
    }

    /** Campaigns wait while it is night where the contact lives, and the story is told at any hour. */
    private String whereItIsDay() {
        Instant now = stage.suite().clock().now();
        return CITIES.stream()
                .filter(city -> Math.abs(now.atZone(ZoneId.of(city)).getHour() - NOON) <= 4)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode enrol(String contact, String campaign) {
        return stage.postWhenKnown(
                stage.api(), "/api/v1/contacts/" + contact + "/campaign/" + campaign + "/enroll", Map.of(), 404);
    }

    private JsonNode progress(String contact, String campaign) {
        return stage.api().get("/api/v1/contacts/" + contact + "/campaigns/" + campaign + "/progress");
    }
}
