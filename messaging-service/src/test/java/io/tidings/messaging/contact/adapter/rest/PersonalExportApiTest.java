package io.tidings.messaging.contact.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class PersonalExportApiTest {
    private static final String CONTACTS = "/api/v1/contacts/";

    @Inject
    RequestSend requestSend;

    @Inject
    ScriptedSender provider;

    private final String person = Shop.somebody();
    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void all_that_is_kept_of_a_person_is_told() {
        var id = writes();
        var sent = shop.notify(requestSend, person);
        await().until(() -> shop.status(sent), "sent"::equals);
        Api.as(shop.tenant())
                .body(Map.of(
                        "purpose",
                        "marketing",
                        "decision",
                        "granted",
                        "source",
                        "form",
                        "evidence",
                        Map.of("page", "join")))
                .post(CONTACTS + id + "/consents")
                .then()
                .statusCode(201);
        Api.as(shop.tenant())
                .body(Map.of("phone", "+" + person, "purpose", "login"))
                .post("/api/v1/otp/send")
                .then()
                .statusCode(202);
        await().until(() -> provider.callsTo(person).size() == 2);
        var code = provider.callsTo(person).getLast().message().parameters().getFirst();

        var export = export(id)
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=contact.json")
                .body("[0].kind", equalTo("contact"))
                .body("[0].phone", equalTo("+" + person))
                .body("find { it.kind == 'consent' }.evidence.page", equalTo("join"))
                .body("find { it.kind == 'lead' }.source", equalTo("inbound"))
                .body("find { it.kind == 'conversation' }.status", equalTo("open"))
                .body("findAll { it.kind == 'message' }.text", hasItem("My wish"))
                .body("findAll { it.kind == 'message' }.text", hasItem(startsWith("Hi Ana")))
                .body("find { it.id == '" + sent + "' }.statuses.status", hasItem("sent"))
                .body("find { it.kind == 'one_time_code' }.purpose", equalTo("login"))
                .extract()
                .asString();
        assertThat(export).doesNotContain("\"" + code + "\"", "code_hash", "sealed");
    }

    @Test
    void a_long_history_is_told_whole() {
        var id = writes();
        Database.update("""
                insert into messages (tenant_id, id, direction, contact_id, purpose, status, text, created_at, updated_at)
                select ?, gen_random_uuid(), 'inbound', ?, 'reply', 'received', 'line ' || n, now(), now()
                from generate_series(1, 450) n""", shop.tenant(), id);
        List<String> ids = export(id).extract().path("findAll { it.kind == 'message' }.id");
        assertThat(ids).hasSize(451).doesNotHaveDuplicates();
    }

    @Test
    void nobody_is_told_of_somebody_unknown_or_erased_nor_without_the_permission() {
        var id = writes();
        Api.as(shop.tenant(), "contacts:read")
                .get(CONTACTS + id + "/export")
                .then()
                .statusCode(403)
                .body("code", equalTo("permission.missing"));
        Api.as(shop.tenant()).delete(CONTACTS + id).then().statusCode(204);
        export(id).statusCode(404).body("code", equalTo("contact.not-found"));
    }

    private UUID writes() {
        shop.says(person, "My wish");
        shop.settle();
        return shop.contact(person);
    }

    private ValidatableResponse export(UUID contact) {
        return Api.as(shop.tenant()).get(CONTACTS + contact + "/export").then();
    }
}
