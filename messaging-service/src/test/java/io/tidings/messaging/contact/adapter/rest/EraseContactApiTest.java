package io.tidings.messaging.contact.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class EraseContactApiTest {
    private static final String CONTACTS = "/api/v1/contacts/";

    @Inject
    RequestSend requestSend;

    @Inject
    RecordConsent recordConsent;

    @Inject
    TenantTx tx;

    @Inject
    Sql sql;

    private Shop shop;
    private final String person = Shop.somebody();

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void an_erasure_leaves_no_word_of_a_person_anywhere() {
        var wamid = shop.says(person, "My secret wish");
        shop.settle();
        var id = shop.contact(person);
        edit(id);
        Api.as(shop.tenant())
                .body(Map.of("phone", "+" + person, "note", "secret"))
                .post("/api/v1/leads");
        var sent = shop.notify(requestSend, person);
        await().until(() -> shop.status(sent), "sent"::equals);

        erase(id).then().statusCode(204);

        erase(id).then().statusCode(404).body("code", equalTo("contact.not-found"));
        Api.as(shop.tenant()).get(CONTACTS + id).then().statusCode(404);
        assertThat(everything()).doesNotContain(person, "secret", "Ana", "Lima", "vip", wamid);
        Api.as(shop.tenant())
                .get("/api/v1/messages/" + sent)
                .then()
                .statusCode(200)
                .body("status", equalTo("sent"));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, shop.tenant(), ContactUpdated.class))
                .last()
                .satisfies(event -> {
                    assertThat(event.name()).isNull();
                    assertThat(event.phone()).isNull();
                }));

        // the same webhook once more does not bring them back
        shop.says(person, "My secret wish", wamid).then().statusCode(200);
        shop.settle();
        assertThat(Database.count(
                        "select count(*) from contacts where tenant_id = ? and erased_at is null", shop.tenant()))
                .isZero();
    }

    @Test
    void what_waited_is_cancelled_and_says_why() {
        var sent = shop.notify(requestSend, person);
        await().until(() -> shop.status(sent), "sent"::equals);
        holdUp();
        var waiting = List.of(shop.notify(requestSend, person), shop.notify(requestSend, person));
        erase(shop.contact(person)).then().statusCode(204);
        assertThat(shop.status(sent)).isEqualTo("sent");
        assertThat(waiting).allSatisfy(message -> {
            assertThat(shop.status(message)).isEqualTo("cancelled");
            assertThat(shop.column("error_code", message)).isEqualTo("contact.erased");
        });
    }

    @Test
    void an_erasure_waits_for_who_is_about_to_send_and_not_they_for_it() throws Exception {
        holdUp();
        var message = shop.notify(requestSend, person);
        await().until(() -> Database.count(
                        "select count(*) from due_work where subject = ? and due_at > now() + interval '1 hour'",
                        message)
                == 1);
        var id = shop.contact(person);
        try (var dispatcher = Database.open();
                var statement = dispatcher.createStatement()) {
            dispatcher.setAutoCommit(false);
            statement.execute("select 1 from messages where id = '" + message + "' for update");
            var erasure = CompletableFuture.supplyAsync(() -> erase(id).statusCode());
            Database.awaitLocked("messages");
            statement.execute("select 1 from contacts where id = '" + id + "' for share nowait");
            dispatcher.commit();
            assertThat(erasure.join()).isEqualTo(204);
        }
        assertThat(shop.status(message)).isEqualTo("cancelled");
    }

    @Test
    void the_ledger_stays_provable_and_the_stop_outlives_the_erasure() {
        var id = add();
        Api.as(shop.tenant())
                .body(Map.of(
                        "purpose",
                        "marketing",
                        "decision",
                        "revoked",
                        "source",
                        "phone call",
                        "evidence",
                        Map.of("call", "Ana, 12:30")))
                .post(CONTACTS + id + "/consents")
                .then()
                .statusCode(201);
        erase(UUID.fromString(id)).then().statusCode(204);

        Api.as(shop.tenant())
                .get(CONTACTS + id + "/consents")
                .then()
                .statusCode(200)
                .body("state.marketing", equalTo("revoked"))
                .body("items", hasSize(1))
                .body("items[0].evidence", equalTo(Map.of()))
                .body(
                        "items[0].evidence_sha256",
                        equalTo("9c50e0d3d44fa6c9db7ce85d0c78e7984b36c35787850ce7fb7d3b0b1508c416"));

        var again = add();
        assertThat(again).isNotEqualTo(id);
        Api.as(shop.tenant()).get(CONTACTS + again).then().body("consents.marketing", equalTo("revoked"));
        Api.as(shop.tenant())
                .get("/api/v1/unsubscribers")
                .then()
                .body("items.contact_id", contains(again))
                .body("items.source", contains("former-contact"));
        assertThat(shop.status(shop.send(requestSend, person, Purpose.MARKETING, null)))
                .isEqualTo("refused");
    }

    @Test
    void who_had_stopped_nothing_comes_back_as_anybody() {
        erase(UUID.fromString(add())).then().statusCode(204);
        Api.as(shop.tenant()).get(CONTACTS + add()).then().body("consents.marketing", equalTo("unknown"));
    }

    @Test
    void the_services_own_role_cannot_change_or_take_lines_of_the_ledger() {
        var id = UUID.fromString(add());
        shop.consent(recordConsent, person, ConsentPurpose.MARKETING, Decision.GRANTED);
        for (var statement : List.of("delete from consents", "update consents set decision = 'revoked'")) {
            assertThatThrownBy(() -> tx.run(
                                    shop.id(), () -> sql.update(statement + " where tenant_id = $1", shop.tenant()))
                            .await()
                            .atMost(Patience.LIMIT))
                    .hasMessageContaining("permission denied");
        }
        assertThat(Database.count("select count(*) from consents where contact_id = ? and decision = 'granted'", id))
                .isEqualTo(1);
    }

    /** The number has given away all it sends until tomorrow. */
    private void holdUp() {
        Database.update(
                "update phone_numbers set next_slot_at = now() + interval '1 day' where tenant_id = ?", shop.tenant());
    }

    private String add() {
        return Api.as(shop.tenant())
                .body(Map.of("phone", "+" + person))
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void edit(UUID id) {
        Api.as(shop.tenant())
                .body(Map.of("name", "Ana", "tags", List.of("vip"), "attributes", Map.of("city", "Lima")))
                .put(CONTACTS + id)
                .then()
                .statusCode(200);
    }

    private Response erase(UUID id) {
        return Api.as(shop.tenant()).delete(CONTACTS + id);
    }

    /** Every row of the tenant that this service keeps, as text; what waits to be published has its own short life. */
    private String everything() {
        var text = new StringBuilder();
        Database.column("""
                select table_name from information_schema.columns
                where table_schema = 'public' and column_name = 'tenant_id'
                  and table_name not like 'outbox%' and table_name <> 'idempotency_keys'""")
                .forEach(table -> Database.column(
                                "select t::text from " + table + " t where tenant_id = ?", shop.tenant())
                        .forEach(row -> text.append(row).append('\n')));
        return text.toString();
    }
}
