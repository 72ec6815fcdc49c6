package io.tidings.messaging.lead.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class LeadApiTest {
    private static final String LEADS = "/api/v1/leads";

    private Shop shop;
    private final String person = Shop.somebody();

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void a_stranger_who_writes_is_a_lead_once_and_who_says_stop_is_none() {
        shop.says(person, "Do you deliver?");
        shop.says(person, "Hello?");
        shop.says(Shop.somebody(), "STOP");
        shop.settle();
        Api.as(shop.tenant())
                .get(LEADS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].source", equalTo("inbound"))
                .body("items[0].status", equalTo("new"))
                .body("items[0].name", equalTo("Ana"))
                .body("items[0].contact_id", equalTo(shop.contact(person).toString()));
    }

    @Test
    void a_click_on_an_advertisement_makes_a_lead_of_somebody_known_too() {
        Api.as(shop.tenant()).body(Map.of("phone", "+" + person)).post("/api/v1/contacts");
        shop.webhook("""
                {"messages":[{"id":"wamid.ad%s","from":"%s","type":"text","text":{"body":"Hi"},
                  "referral":{"source_type":"ad","source_id":"120","ctwa_clid":"Aff-x"}}]""".formatted(person, person));
        shop.says(person, "Still interested");
        shop.settle();
        Api.as(shop.tenant())
                .get(LEADS + "?status=new")
                .then()
                .body("items", hasSize(1))
                .body("items[0].source", equalTo("ad"))
                .body("items[0].referral.ctwa_clid", equalTo("Aff-x"));
    }

    @Test
    void a_lead_of_the_api_becomes_the_contact_with_its_phone_once() {
        var id = add();
        var lead = LEADS + "/" + id;
        Api.as(shop.tenant())
                .get(lead)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("contact_id", nullValue())
                .body("source", equalTo("api"));
        edit(id, "qualified", 200).then().header("ETag", "\"1\"").body("note", equalTo("called"));
        Api.as(shop.tenant())
                .header("If-Match", "\"0\"")
                .body(Map.of("status", "lost"))
                .put(lead)
                .then()
                .statusCode(412);

        var contact = convert(id, 200)
                .then()
                .body("status", equalTo("won"))
                .body("converted_at", notNullValue())
                .extract()
                .<String>path("contact_id");
        assertThat(contact).isEqualTo(shop.contact(person).toString());
        convert(id, 200).then().body("contact_id", equalTo(contact));
        edit(id, "new", 409).then().body("code", equalTo("lead.transition")).body("from", equalTo("won"));
        Api.as(shop.tenant()).get(LEADS + "?status=won").then().body("items.id", contains(id));
    }

    @Test
    void one_contact_has_one_open_lead_and_a_lead_without_a_phone_cannot_be_converted() {
        shop.says(person, "Hello");
        shop.settle();
        var first = Api.as(shop.tenant()).get(LEADS).jsonPath().getString("items[0].id");
        edit(first, "lost", 200);
        shop.webhook("""
                {"messages":[{"id":"wamid.again%s","from":"%s","type":"text","text":{"body":"Hi"},
                  "referral":{"source_id":"120"}}]""".formatted(person, person));
        shop.settle();
        edit(first, "new", 409).then().body("code", equalTo("lead.open"));

        var unreachable = add();
        Database.update("update leads set phone = null where id = ?", UUID.fromString(unreachable));
        convert(unreachable, 409).then().body("code", equalTo("lead.unreachable"));
    }

    @Test
    void bad_input_is_named() {
        Api.as(shop.tenant())
                .body(Map.of("phone", "12"))
                .post(LEADS)
                .then()
                .statusCode(422)
                .body("code", equalTo("phone.invalid"));
        Api.as(shop.tenant())
                .body(Map.of())
                .post(LEADS)
                .then()
                .statusCode(422)
                .body("code", equalTo("request.invalid"));
        Api.as(shop.tenant()).get(LEADS + "?status=open").then().statusCode(400).body("code", equalTo("lead.status"));
        edit(add(), "open", 422).then().body("code", equalTo("request.invalid"));
        convert(UUID.randomUUID().toString(), 404).then().body("code", equalTo("lead.not-found"));
    }

    private String add() {
        return Api.as(shop.tenant())
                .body(Map.of("phone", "+" + person, "name", "Luis"))
                .post(LEADS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Response edit(String id, String status, int expected) {
        var answer = Api.as(shop.tenant())
                .body(Map.of("status", status, "note", "called"))
                .put(LEADS + "/" + id);
        answer.then().statusCode(expected);
        return answer;
    }

    private Response convert(String id, int expected) {
        var answer = Api.as(shop.tenant()).post(LEADS + "/" + id + "/convert");
        answer.then().statusCode(expected);
        return answer;
    }
}
