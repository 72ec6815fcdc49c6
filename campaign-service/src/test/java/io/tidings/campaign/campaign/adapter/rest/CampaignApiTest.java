package io.tidings.campaign.campaign.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.campaign.Suite;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class CampaignApiTest {
    private final Suite shop = Suite.ofNewTenant();

    @Test
    void a_campaign_is_created_and_ends_on_a_reply_when_nothing_else_is_said() {
        var created = shop.post("/api/v1/campaigns", "{\"name\":\" Welcome \"}")
                .statusCode(201)
                .header("Location", startsWith("/api/v1/campaigns/"))
                .header("ETag", "\"0\"")
                .body("id", notNullValue())
                .body("name", equalTo("Welcome"))
                .body("status", equalTo("active"))
                .body("stop_on_reply", equalTo("end"))
                .extract();

        var read = shop.get(created.header("Location"))
                .statusCode(200)
                .header("ETag", "\"0\"")
                .extract();

        assertThat(read.asString()).isEqualTo(created.asString());
    }

    @Test
    void campaigns_are_listed_newest_first_by_pages() {
        var first = shop.campaign();
        var second = shop.campaign();
        var third = shop.campaign();

        var page = shop.get("/api/v1/campaigns?limit=2").statusCode(200).body("items.id", contains(third, second));

        String cursor = page.extract().path("next_cursor");
        shop.get("/api/v1/campaigns?limit=2&cursor=" + cursor)
                .body("items.id", contains(first))
                .body("next_cursor", nullValue());
        Suite.ofNewTenant()
                .get("/api/v1/campaigns?cursor=" + cursor)
                .statusCode(400)
                .body("code", equalTo("page.cursor"));
    }

    @Test
    void a_campaign_is_renamed_paused_and_taken_up_again() {
        var path = "/api/v1/campaigns/" + shop.campaign();

        shop.put(path, "{\"name\":\"Winter\",\"status\":\"paused\",\"stop_on_reply\":\"continue\"}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", equalTo("Winter"))
                .body("status", equalTo("paused"))
                .body("stop_on_reply", equalTo("continue"));
        shop.put(path, "{\"status\":\"active\"}")
                .body("status", equalTo("active"))
                .body("name", equalTo("Winter"));
    }

    @Test
    void an_archived_campaign_does_not_change_any_more() {
        var path = "/api/v1/campaigns/" + shop.campaign();
        shop.put(path, "{\"status\":\"archived\"}").statusCode(200);

        shop.put(path, "{\"status\":\"active\"}").statusCode(409).body("code", equalTo("campaign.archived"));
    }

    @Test
    void a_change_that_was_made_of_an_old_reading_is_refused() {
        var path = "/api/v1/campaigns/" + shop.campaign();
        shop.put(path, "{\"name\":\"Second\"}").statusCode(200);

        shop.request()
                .header("If-Match", "\"0\"")
                .body("{\"name\":\"Third\"}")
                .put(path)
                .then()
                .statusCode(412)
                .body("code", equalTo("request.stale"));
        shop.request()
                .header("If-Match", "\"1\"")
                .body("{\"name\":\"Third\"}")
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void the_same_request_twice_makes_one_campaign() {
        var request = "{\"name\":\"Once\"}";
        var first = shop.request().header("Idempotency-Key", "k1").body(request).post("/api/v1/campaigns");
        var second =
                shop.request().header("Idempotency-Key", "k1").body(request).post("/api/v1/campaigns");

        assertThat(second.asString()).isEqualTo(first.asString());
        shop.get("/api/v1/campaigns").body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"colour\":\"red\"}",
                "{\"name\":1}",
                "{\"name\":\"a\\u0000b\"}",
                "[]",
                "{\"name\":",
                "\"name\""
            })
    void what_is_not_the_body_of_a_campaign_is_malformed(String body) {
        shop.post("/api/v1/campaigns", body).statusCode(400).body("code", equalTo("request.malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"name\":\"  \"}", "{\"name\":\"x\",\"stop_on_reply\":\"END\"}"})
    void a_campaign_that_breaks_a_rule_is_invalid(String body) {
        shop.post("/api/v1/campaigns", body).statusCode(422).body("code", equalTo("request.invalid"));
    }

    @Test
    void a_name_has_at_most_120_characters() {
        shop.post("/api/v1/campaigns", "{\"name\":\"%s\"}".formatted("x".repeat(121)))
                .statusCode(422)
                .body("errors[0].field", equalTo("name"));
    }

    @Test
    void reading_and_writing_need_their_permission() {
        var path = "/api/v1/campaigns";

        shop.request("campaigns:write").get(path).then().statusCode(403);
        shop.request("campaigns:read")
                .body("{\"name\":\"x\"}")
                .post(path)
                .then()
                .statusCode(403);
        shop.request("campaigns:*").get(path).then().statusCode(200);
    }
}
