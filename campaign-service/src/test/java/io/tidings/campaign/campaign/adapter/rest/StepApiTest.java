package io.tidings.campaign.campaign.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.campaign.Suite;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class StepApiTest {
    private final Suite shop = Suite.ofNewTenant();
    private String campaign = "";
    private String path = "";

    @BeforeEach
    void there_is_a_campaign() {
        campaign = shop.campaign();
        path = "/api/v1/campaigns/" + campaign + "/steps";
    }

    @Test
    void a_step_is_added_with_what_is_said_and_the_rest_by_default() {
        shop.post(path, "{\"delay_hours\":24,\"message_template\":\"Hello {{name}}\"}")
                .statusCode(201)
                .header("Location", startsWith(path + "/"))
                .header("ETag", "\"0\"")
                .body("id", notNullValue())
                .body("campaign_id", equalTo(campaign))
                .body("step_number", equalTo(1))
                .body("delay_hours", equalTo(24))
                .body("delay_type", equalTo("hours"))
                .body("message_template", equalTo("Hello {{name}}"))
                .body("template_variables", equalTo(Map.of()))
                .body("conditions", nullValue())
                .body("is_active", equalTo(true));
        shop.post(path, """
                        {"step_number":7,"delay_hours":2,"delay_type":"weeks","message_template":"Tea?",
                         "template_variables":{"k":"v"},"conditions":{"skip_if":"replied"},"is_active":false}""")
                .statusCode(201)
                .body("step_number", equalTo(7))
                .body("delay_type", equalTo("weeks"))
                .body("template_variables.k", equalTo("v"))
                .body("conditions.skip_if", equalTo("replied"))
                .body("is_active", equalTo(false));
    }

    @Test
    void steps_are_listed_in_the_order_they_go_out_by_pages() {
        shop.post(path, "{\"step_number\":3,\"delay_hours\":1,\"message_template\":\"c\"}");
        shop.post(path, "{\"step_number\":1,\"delay_hours\":1,\"message_template\":\"a\"}");
        shop.post(path, "{\"step_number\":2,\"delay_hours\":1,\"message_template\":\"b\"}");

        String cursor = shop.get(path + "?limit=2")
                .body("items.step_number", contains(1, 2))
                .extract()
                .path("next_cursor");
        shop.get(path + "?limit=2&cursor=" + cursor)
                .body("items.step_number", contains(3))
                .body("next_cursor", nullValue());
        shop.get(path + "?limit=0").statusCode(400).body("code", equalTo("page.limit"));
    }

    @Test
    void a_step_changes_in_what_is_said_and_stays_in_the_rest() {
        var step = path + "/" + shop.step(campaign, 24);

        shop.put(step, "{\"message_template\":\"New\",\"conditions\":{\"skip_if\":\"opened\"}}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("message_template", equalTo("New"))
                .body("delay_hours", equalTo(24))
                .body("template_variables.what", equalTo("the tea"))
                .body("conditions.skip_if", equalTo("opened"));
        shop.put(
                        step,
                        "{\"conditions\":{},\"delay_type\":\"days\",\"delay_hours\":3,\"is_active\":false,\"step_number\":9}")
                .statusCode(200)
                .body("conditions", nullValue())
                .body("delay_type", equalTo("days"))
                .body("delay_hours", equalTo(3))
                .body("step_number", equalTo(9))
                .body("is_active", equalTo(false));
        shop.request()
                .header("If-Match", "\"0\"")
                .body("{\"is_active\":true}")
                .put(step)
                .then()
                .statusCode(412)
                .body("code", equalTo("request.stale"));
    }

    @Test
    void two_steps_never_have_one_number() {
        shop.step(campaign, 1);
        var second = path + "/" + shop.step(campaign, 1);

        shop.post(path, "{\"step_number\":1,\"delay_hours\":1,\"message_template\":\"x\"}")
                .statusCode(409)
                .body("code", equalTo("step.number-taken"));
        shop.put(second, "{\"step_number\":1}").statusCode(409).body("code", equalTo("step.number-taken"));
    }

    @Test
    void steps_added_at_once_get_a_number_each() {
        var added = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> shop.step(campaign, 1)))
                .toList();
        added.forEach(CompletableFuture::join);

        shop.get(path).body("items.step_number", contains(1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void a_campaign_has_at_most_100_steps() {
        for (var i = 0; i < 100; i++) {
            shop.step(campaign, 1);
        }

        shop.post(path, "{\"delay_hours\":1,\"message_template\":\"x\"}")
                .statusCode(409)
                .body("code", equalTo("campaign.full"));
    }

    @Test
    void the_same_request_twice_adds_one_step() {
        var body = "{\"delay_hours\":1,\"message_template\":\"x\"}";
        var first = shop.request().header("Idempotency-Key", "s1").body(body).post(path);
        var second = shop.request().header("Idempotency-Key", "s1").body(body).post(path);

        assertThat(second.asString()).isEqualTo(first.asString());
        shop.get(path).body("items.step_number", contains(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"delay_hours\":-1,\"message_template\":\"x\"} | step.delay",
                "{\"delay_hours\":53,\"delay_type\":\"weeks\",\"message_template\":\"x\"} | step.delay",
                "{\"delay_hours\":1,\"message_template\":\" \"} | step.template-length",
                "{\"delay_hours\":1,\"message_template\":\"Hello {{name\"} | step.template-syntax",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"template_variables\":{\"a b\":\"c\"}} | step.variables",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"template_variables\":{\"a\":null}} | step.variables",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"delay_type\":\"months\"} | request.invalid",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"conditions\":{\"skip_if\":\"bored\"}} | request.invalid",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"step_number\":0} | request.invalid",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"step_number\":1001} | request.invalid",
                "{\"message_template\":\"x\"} | request.invalid",
                "{\"delay_hours\":1} | request.invalid"
            })
    void a_step_that_breaks_a_rule_is_invalid(String body, String code) {
        shop.post(path, body).statusCode(422).body("code", equalTo(code));
        shop.get(path).body("items.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"delay_hours\":\"1\",\"message_template\":\"x\"}",
                "{\"delay_hours\":1.5,\"message_template\":\"x\"}",
                "{\"delay_hours\":99999999999,\"message_template\":\"x\"}",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"template_variables\":[]}",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"template_variables\":{\"a\":{}}}",
                "{\"delay_hours\":1,\"message_template\":\"a\\u0000\"}",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"conditions\":{\"skip_if\":\"replied\",\"or\":1}}",
                "{\"delay_hours\":1,\"message_template\":\"x\",\"active\":true}"
            })
    void what_is_not_the_body_of_a_step_is_malformed(String body) {
        shop.post(path, body).statusCode(400).body("code", equalTo("request.malformed"));
    }

    @Test
    void a_step_is_found_in_its_own_campaign_only() {
        var step = shop.step(campaign, 1);
        var elsewhere = "/api/v1/campaigns/" + shop.campaign() + "/steps/" + step;

        shop.put(elsewhere, "{}").statusCode(404).body("code", equalTo("step.not-found"));
        shop.put(path + "/" + UUID.randomUUID(), "{}").statusCode(404).body("code", equalTo("step.not-found"));
        shop.get("/api/v1/campaigns/" + UUID.randomUUID() + "/steps")
                .statusCode(404)
                .body("code", equalTo("campaign.not-found"));
    }

    @Test
    void the_location_of_a_step_is_where_it_changes() {
        String location = shop.post(path, "{\"delay_hours\":1,\"message_template\":\"x\"}")
                .extract()
                .header("Location");

        shop.put(location, "{}").statusCode(200).body("id", equalTo(location.substring(location.lastIndexOf('/') + 1)));
    }
}
