package io.tidings.messaging.template.adapter.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TemplateApiTest {
    private static final String TEMPLATES = "/api/v1/templates";
    private static final String CONTENT =
            "{\"category\":\"utility\",\"body\":\"Hi {{first_name}}, table {{table}} is free.\","
                    + "\"examples\":[\"Ana\",\"12\"],\"footer\":\"Casa Ana\","
                    + "\"buttons\":[{\"type\":\"quick_reply\",\"text\":\"Coming\"}]}";

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void a_template_is_written_read_changed_and_taken_away() {
        var id = add("table_free", "en")
                .statusCode(201)
                .header("ETag", "\"0\"")
                .body("status", equalTo("draft"))
                .body("built_in", equalTo(false))
                .body("parameter_format", equalTo("named"))
                .body("variables", contains("first_name", "table"))
                .body("buttons[0].text", equalTo("Coming"))
                .extract()
                .<String>path("id");
        Api.as(shop.tenant())
                .get(TEMPLATES)
                .then()
                .body("items.name", hasItems("table_free", "packing_list"))
                .body("items", hasSize(8));
        var other =
                "{\"category\":\"marketing\",\"body\":\"Hello {{1}}!\",\"variables\":[\"name\"],\"examples\":[\"Ana\"]}";
        Api.as(shop.tenant())
                .header("If-Match", "\"7\"")
                .body(other)
                .put(TEMPLATES + "/" + id)
                .then()
                .statusCode(412);
        Api.as(shop.tenant())
                .header("If-Match", "\"0\"")
                .body(other)
                .put(TEMPLATES + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("category", equalTo("marketing"))
                .body("parameter_format", equalTo("positional"))
                .body("updated_at", notNullValue());
        Api.as(shop.tenant()).delete(TEMPLATES + "/" + id).then().statusCode(204);
        Api.as(shop.tenant()).get(TEMPLATES + "/" + id).then().statusCode(404);
        Api.as(shop.tenant())
                .delete(TEMPLATES + "/" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("template.not-found"));
    }

    @Test
    void a_name_is_taken_once_in_each_language() {
        add("hello", "en").statusCode(201);
        add("hello", "es").statusCode(201);
        add("hello", "en").statusCode(409).body("code", equalTo("template.exists"));
    }

    @Test
    void a_draft_does_not_speak_and_says_so() {
        add("table_free", "en").statusCode(201);
        send("\"named_parameters\":{\"first_name\":\"Ana\",\"table\":\"4\"}")
                .statusCode(202)
                .body("status", equalTo("refused"))
                .body("verdict.code", equalTo("template.draft"));
        preview("{\"name\":\"table_free\",\"parameters\":{\"first_name\":\"Ana\",\"table\":\"4\"}}")
                .statusCode(200)
                .body("text", equalTo("Hi Ana, table 4 is free."))
                .body("refusal", equalTo("template.draft"));
    }

    @Test
    void an_approved_one_speaks_the_language_asked_for_or_the_next_best() {
        add("table_free", "en").statusCode(201);
        add("table_free", "es").statusCode(201);
        approveAll();
        for (var language :
                java.util.Map.of("es", "es", "es_MX", "es", "de", "en").entrySet()) {
            send("\"language\":\"" + language.getKey()
                            + "\",\"named_parameters\":{\"first_name\":\"Ana\",\"table\":\"4\"}")
                    .statusCode(202)
                    .body("language", equalTo(language.getValue()))
                    .body("text", equalTo("Hi Ana, table 4 is free."));
        }
        preview("{\"name\":\"table_free\",\"parameters\":{\"first_name\":\"Ana\"}}")
                .statusCode(422)
                .body("code", equalTo("template.parameters"));
    }

    @Test
    void what_is_under_review_stays_as_it_is() {
        var id = add("table_free", "en").statusCode(201).extract().<String>path("id");
        Database.update("update templates set status = 'pending' where tenant_id = ?", shop.tenant());
        Api.as(shop.tenant())
                .body(CONTENT)
                .put(TEMPLATES + "/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("template.under-review"));
        Api.as(shop.tenant()).delete(TEMPLATES + "/" + id).then().statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{1}} is first",
                "last is {{1}}",
                "a {{2}} b",
                "a {{1}} {{name}} b",
                "a {{First}} b",
                "a {{1}} and {{ b",
                "no example for {{1}} here"
            })
    void what_the_provider_would_not_review_is_refused(String body) {
        var examples = body.startsWith("no example") ? "" : ",\"examples\":[\"x\"]";
        Api.as(shop.tenant())
                .body("{\"name\":\"x\",\"language\":\"en\",\"content\":{\"category\":\"utility\",\"body\":\"" + body
                        + "\"" + examples + "}}")
                .post(TEMPLATES)
                .then()
                .statusCode(422)
                .body("code", equalTo("template.text"));
    }

    private void approveAll() {
        Database.update("update templates set status = 'approved' where tenant_id = ?", shop.tenant());
    }

    private ValidatableResponse add(String name, String language) {
        return Api.as(shop.tenant())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"name\":\"" + name + "\",\"language\":\"" + language + "\",\"content\":" + CONTENT + "}")
                .post(TEMPLATES)
                .then();
    }

    private ValidatableResponse preview(String body) {
        return Api.as(shop.tenant()).body(body).post(TEMPLATES + "/preview").then();
    }

    private ValidatableResponse send(String members) {
        return Api.as(shop.tenant())
                .body("{\"to\":\"+" + Shop.somebody() + "\",\"template\":{\"name\":\"table_free\"," + members + "}}")
                .post("/api/v1/messages")
                .then();
    }
}
