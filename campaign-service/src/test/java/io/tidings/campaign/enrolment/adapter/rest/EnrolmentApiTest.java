package io.tidings.campaign.enrolment.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidings.campaign.Suite;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class EnrolmentApiTest {
    private final Suite shop = Suite.ofNewTenant();
    private final UUID contact = shop.contact("Lucía");

    @Test
    void an_enrolled_contact_is_at_the_beginning_and_the_first_step_is_scheduled() {
        var campaign = shop.campaignOf(24);

        var enrolled = shop.enrol(contact, campaign)
                .statusCode(201)
                .header("Location", "/api/v1/contacts/" + contact + "/campaigns/" + campaign + "/progress")
                .header("ETag", "\"0\"")
                .body("contact_id", equalTo(contact.toString()))
                .body("campaign_id", equalTo(campaign))
                .body("status", equalTo("active"))
                .body("current_step", equalTo(0))
                .body("steps_completed", equalTo(0))
                .body("messages_sent", equalTo(0))
                .body("replies_received", equalTo(0))
                .body("last_step_at", nullValue())
                .body("completed_at", nullValue())
                .body("last_engagement_at", nullValue())
                .extract();

        var started = Instant.parse(enrolled.path("started_at"));
        var next = Instant.parse(enrolled.path("next_step_scheduled_at"));
        assertThat(next).isEqualTo(started.plus(Duration.ofHours(24)));
        assertThat(shop.due(UUID.fromString(enrolled.path("enrolment_id")))).isEqualTo(next);
        assertThat(shop.progress(contact, campaign).statusCode(200).extract().asString())
                .isEqualTo(enrolled.asString());
    }

    @Test
    void a_contact_is_active_in_a_campaign_once() {
        var campaign = shop.campaignOf(24);
        var first = shop.enrolled(contact, campaign);

        shop.enrol(contact, campaign)
                .statusCode(409)
                .body("code", equalTo("enrolment.exists"))
                .body("enrolment_id", equalTo(first.toString()));
    }

    @Test
    void of_requests_at_once_one_enrols() {
        var campaign = shop.campaignOf(24);

        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> shop.enrol(contact, campaign).extract().statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).sorted())
                .containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
    }

    @Test
    void a_campaign_that_is_paused_or_has_nothing_to_send_takes_nobody() {
        var empty = shop.campaign();
        var paused = shop.campaignOf(1);
        shop.put("/api/v1/campaigns/" + paused, "{\"status\":\"paused\"}").statusCode(200);

        shop.enrol(contact, empty).statusCode(409).body("code", equalTo("campaign.no-steps"));
        shop.enrol(contact, paused).statusCode(409).body("code", equalTo("campaign.not-active"));
    }

    @Test
    void who_or_what_is_unknown_is_not_found() {
        var campaign = shop.campaignOf(1);

        shop.enrol(UUID.randomUUID(), campaign).statusCode(404).body("code", equalTo("contact.not-found"));
        shop.enrol(contact, UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("campaign.not-found"));
        shop.progress(contact, campaign).statusCode(404).body("code", equalTo("enrolment.not-found"));
        shop.progress(UUID.randomUUID(), campaign).statusCode(404).body("code", equalTo("contact.not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"now\":true}", "[]", "{", "1"})
    void an_enrolment_takes_an_empty_object(String body) {
        shop.post("/api/v1/contacts/" + contact + "/campaign/" + shop.campaignOf(1) + "/enroll", body)
                .statusCode(400)
                .body("code", equalTo("request.malformed"));
    }

    @Test
    void or_no_body_at_all() {
        var path = "/api/v1/contacts/" + contact + "/campaign/" + shop.campaignOf(1) + "/enroll";

        shop.request().noContentType().post(path).then().statusCode(201);
    }

    @Test
    void the_same_request_twice_enrols_once() {
        var path = "/api/v1/contacts/" + contact + "/campaign/" + shop.campaignOf(1) + "/enroll";
        var first = shop.request().header("Idempotency-Key", "e1").body("{}").post(path);
        var second = shop.request().header("Idempotency-Key", "e1").body("{}").post(path);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void ids_that_are_none_lead_nowhere() {
        shop.get("/api/v1/contacts/x/campaigns/y/progress").statusCode(404);
        shop.get("/api/v1/campaigns/not-a-uuid").statusCode(404);
    }

    @Test
    void reading_and_writing_need_their_permission() {
        var campaign = shop.campaignOf(1);
        var enrol = "/api/v1/contacts/" + contact + "/campaign/" + campaign + "/enroll";
        var progress = "/api/v1/contacts/" + contact + "/campaigns/" + campaign + "/progress";

        shop.request("campaigns:read").body("{}").post(enrol).then().statusCode(403);
        shop.request("campaigns:write").get(progress).then().statusCode(403);
        io.restassured.RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(enrol)
                .then()
                .statusCode(401);
    }

    @Nested
    class another_tenant {
        private final Suite stranger = Suite.ofNewTenant();
        private final UUID theirs = stranger.contact("Eve");
        private final String random = UUID.randomUUID().toString();
        private String campaign = "";
        private String step = "";

        @BeforeEach
        void we_have_a_campaign() {
            campaign = shop.campaignOf(24);
            step = shop.step(campaign, 1);
        }

        /** What a stranger is told about our id and about a random one: the same, but for the trace. */
        private void sameAsRandom(ValidatableResponse ours, ValidatableResponse randoms) {
            assertThat(ours.extract().statusCode()).isEqualTo(404);
            assertThat(withoutTrace(ours)).isEqualTo(withoutTrace(randoms));
        }

        private static String withoutTrace(ValidatableResponse response) {
            return response.extract().asString().replaceAll("\"trace_id\":\"[^\"]*\"", "");
        }

        @Test
        void does_not_see_a_campaign() {
            var path = "/api/v1/campaigns/";
            sameAsRandom(stranger.get(path + campaign), stranger.get(path + random));
            sameAsRandom(stranger.put(path + campaign, "{}"), stranger.put(path + random, "{}"));
            stranger.get(path).body("items.size()", equalTo(0));
        }

        @Test
        void does_not_see_its_steps() {
            var ours = "/api/v1/campaigns/" + campaign + "/steps";
            var randoms = "/api/v1/campaigns/" + random + "/steps";
            var body = "{\"delay_hours\":1,\"message_template\":\"x\"}";
            sameAsRandom(stranger.get(ours), stranger.get(randoms));
            sameAsRandom(stranger.post(ours, body), stranger.post(randoms, body));
            sameAsRandom(stranger.put(ours + "/" + step, "{}"), stranger.put(randoms + "/" + step, "{}"));
            var own = "/api/v1/campaigns/" + stranger.campaign() + "/steps/";
            sameAsRandom(stranger.put(own + step, "{}"), stranger.put(own + random, "{}"));
        }

        @Test
        void enrols_neither_our_contact_nor_in_our_campaign() {
            var own = stranger.campaignOf(1);
            sameAsRandom(stranger.enrol(contact, own), stranger.enrol(UUID.fromString(random), own));
            sameAsRandom(stranger.enrol(theirs, campaign), stranger.enrol(theirs, random));
        }

        @Test
        void does_not_see_the_progress() {
            shop.enrolled(contact, campaign);
            var own = stranger.campaignOf(1);
            sameAsRandom(stranger.progress(contact, campaign), stranger.progress(UUID.fromString(random), campaign));
            sameAsRandom(stranger.progress(theirs, campaign), stranger.progress(theirs, random));
            sameAsRandom(stranger.progress(contact, own), stranger.progress(UUID.fromString(random), own));
        }

        @Test
        void leaves_no_trace_by_trying() {
            var tables = List.of("campaigns", "steps", "enrolments");
            stranger.enrol(contact, campaign);
            stranger.put("/api/v1/campaigns/" + campaign, "{\"name\":\"Mine\"}");
            stranger.put("/api/v1/campaigns/" + campaign + "/steps/" + step, "{\"message_template\":\"Mine\"}");

            for (var table : tables) {
                assertThat(Database.count("select count(*) from " + table + " where tenant_id = ?", stranger.tenant()))
                        .isZero();
            }
            assertThat(Database.column("select name from campaigns where id = ?", UUID.fromString(campaign)))
                    .containsExactly("Welcome");
            assertThat(Database.column("select message_template from steps where id = ?", UUID.fromString(step)))
                    .noneMatch(text -> Objects.equals(text, "Mine"));
        }
    }
}
