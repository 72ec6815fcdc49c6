package io.tidings.messaging.contactfile.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.messaging.contactfile.application.TakeFile;
import io.tidings.messaging.contactfile.domain.Columns;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ContactFileApiTest {
    private static final String IMPORTS = "/api/v1/contacts/imports";

    @Inject
    TakeFile takeFile;

    private final UUID tenant = Database.knownTenant("UTC");

    @AfterEach
    void back_to_the_real_time() {
        TestClock.reset();
    }

    @Test
    void good_lines_are_taken_over_and_bad_ones_reported_by_line() {
        var id = done(send("""
                phone;name;locale;tags;attributes.city;marketing_consent;consent_source
                600 111 222;Ana;es;vip;Ávila;granted;newsletter
                12;Nobody;;;;;
                +34600111333;Luis;xx_;;;;
                +34600111444;"open;es;;;;
                +34600111555;'=cmd;es;a;b;maybe;
                +34600111666;'=cmd;es;a; b;;;x
                +34600111777;'=cmd;es;a;b;;
                """, "?region=ES"));

        Api.as(tenant)
                .get(IMPORTS + "/" + id)
                .then()
                .body("status", equalTo("finished"))
                .body("rows", equalTo(7))
                .body("added", equalTo(2))
                .body("refused", equalTo(5));
        var errors = Api.as(tenant).get(IMPORTS + "/" + id + "/errors").jsonPath();
        assertThat(IntStream.range(0, 5)
                        .mapToObj(i -> errors.getString("items[" + i + "].line") + " "
                                + errors.getString("items[" + i + "].code")))
                .containsExactlyInAnyOrder(
                        "3 phone.invalid", "4 contact.locale", "5 row.quotes", "6 row.consent", "7 row.cells");
        Api.as(tenant)
                .get("/api/v1/contacts?search=ana")
                .then()
                .body("items[0].phone", equalTo("+34600111222"))
                .body("items[0].consents.marketing", equalTo("granted"))
                .body("items[0].attributes.city", equalTo("Ávila"));
        await().untilAsserted(() -> assertThat(Records.events(Topics.MESSAGING, tenant, ContactCreated.class))
                .hasSize(2));
        assertThat(Database.count("select count(*) from contact_import_parts where tenant_id = ?", tenant))
                .isZero();
    }

    @Test
    void a_file_completes_who_is_known_and_takes_no_stop_back() {
        var known = add("+34600111222", "Ana", List.of("old"));
        Api.as(tenant)
                .body(Map.of("purpose", "marketing", "decision", "revoked", "source", "api"))
                .post("/api/v1/contacts/" + known + "/consents");
        var file = """
                phone,name,tags,attributes.city,marketing_consent,transactional_consent
                +34 600 111 222,,new,Lima,granted,revoked
                +34600111222,Ana María,,,,
                """;

        var id = done(send(file, ""));

        Api.as(tenant)
                .get("/api/v1/contacts/" + known)
                .then()
                .body("name", equalTo("Ana María"))
                .body("tags", contains("old", "new"))
                .body("attributes.city", equalTo("Lima"))
                .body("consents.marketing", equalTo("revoked"))
                .body("consents.transactional", equalTo("revoked"));
        Api.as(tenant)
                .get(IMPORTS + "/" + id + "/errors")
                .then()
                .body("items.code", contains("row.opted-out"))
                .body("items.field", contains("marketing_consent"));
        Api.as(tenant).get("/api/v1/unsubscribers").then().body("items.scope", contains("all"));

        Api.as(tenant)
                .get(IMPORTS + "/" + done(send(file, "")))
                .then()
                .body("unchanged", equalTo(1))
                .body("updated", equalTo(0));
    }

    @Test
    void several_parts_are_worked_in_order_and_every_line_once() {
        var lines = IntStream.range(0, 1_700)
                .mapToObj(i -> "+3461" + (2_000_000 + i % 1_600) + ",P" + i)
                .collect(Collectors.joining("\n", "phone,name\n", ""));
        var id = done(send(lines, ""));
        Api.as(tenant)
                .get(IMPORTS + "/" + id)
                .then()
                .body("rows", equalTo(1_700))
                .body("added", equalTo(1_600))
                .body("updated", equalTo(100));
        Api.as(tenant).get("/api/v1/contacts?search=p1699").then().body("items[0].phone", equalTo("+34612000099"));
    }

    @Test
    void what_is_exported_can_be_imported_and_runs_in_no_spreadsheet() {
        add("+34600111222", "=HYPERLINK(\"http://evil\")", List.of("@x", "b, c"));
        add("+34600111333", "Luis", List.of());
        var file = Api.as(tenant).get("/api/v1/contacts/export");
        file.then()
                .statusCode(200)
                .contentType("text/csv;charset=utf-8")
                .header("Content-Disposition", containsString("contacts.csv"));
        assertThat(file.asString().lines())
                .containsExactly(
                        "phone,name,time_zone,locale,tags,marketing_consent,transactional_consent",
                        "+34600111333,Luis,,,,unknown,unknown",
                        "+34600111222,\"'=HYPERLINK(\"\"http://evil\"\")\",,,\"'@x;b, c\",unknown,unknown");

        Api.as(tenant)
                .get(IMPORTS + "/" + done(send(file.asString(), "")))
                .then()
                .body("unchanged", equalTo(2));
        assertThat(Api.as(tenant)
                        .get("/api/v1/contacts/export?search=luis")
                        .asString()
                        .lines())
                .hasSize(2);
        Api.as(tenant).get("/api/v1/contacts/export?search=x").then().statusCode(400);
    }

    @Test
    void a_file_may_be_in_another_charset() {
        var id = done(Api.as(tenant)
                .contentType("text/csv;charset=windows-1252")
                .body("phone;name\n+34600111222;Íñigo €".getBytes(Charset.forName("windows-1252")))
                .post(IMPORTS));
        assertThat(id).isNotEmpty();
        Api.as(tenant).get("/api/v1/contacts").then().body("items.name", contains("Íñigo €"));

        var broken = done(Api.as(tenant)
                .contentType("text/csv;charset=utf-8")
                .body("phone;name\n+34600111333;Íñigo".getBytes(Charset.forName("windows-1252")))
                .post(IMPORTS));
        Api.as(tenant).get(IMPORTS + "/" + broken + "/errors").then().body("items.code", contains("row.encoding"));
    }

    @Test
    void a_large_export_comes_whole_and_in_pages() {
        var lines = IntStream.range(0, 1_200)
                .mapToObj(i -> "+3461" + (3_000_000 + i))
                .collect(Collectors.joining("\n", "phone\n", ""));
        done(send(lines, ""));
        var exported = Api.as(tenant)
                .get("/api/v1/contacts/export")
                .asString()
                .lines()
                .skip(1)
                .toList();
        assertThat(exported).hasSize(1_200).doesNotHaveDuplicates();
    }

    @Test
    void the_same_key_answers_the_import_it_has() {
        var key = UUID.randomUUID().toString();
        var first = Api.as(tenant)
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .body("phone\n")
                .post(IMPORTS);
        var again = Api.as(tenant)
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .body("phone\n")
                .post(IMPORTS);
        assertThat(List.of(first.statusCode(), again.statusCode())).containsExactly(202, 202);
        assertThat(again.jsonPath().getString("id")).isEqualTo(first.jsonPath().getString("id"));
        Api.as(tenant).get(IMPORTS).then().body("items", hasSize(1));
    }

    @Test
    void a_file_whose_sender_is_gone_is_forgotten() {
        var started = takeFile.start(
                        new TakeFile.Start(new TenantId(tenant), Columns.read(List.of("phone")), null, null, "key:x"))
                .await()
                .atMost(Patience.LIMIT)
                .file();
        TestClock.ahead(Duration.ofMinutes(16));
        await().until(() -> status(started.id().toString()), "broken"::equals);
        assertThat(Database.count("select count(*) from due_work where tenant_id = ?", tenant))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name              | text/csv                    |           | 422 | import.columns",
                "phone,e-mail      | text/csv                    |           | 422 | import.columns",
                "phone             | text/csv                    | region=XX | 422 | import.region",
                "phone             | text/csv;charset=klingon    |           | 422 | import.charset",
                "''                | text/csv                    |           | 400 | import.empty",
                "{}                | application/json            |           | 415 | request.media-type"
            })
    void files_of_the_wrong_shape_are_refused(String body, String type, String query, int status, String code) {
        Api.as(tenant)
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS + (query == null ? "" : "?" + query))
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
        assertThat(Database.count("select count(*) from contact_imports where tenant_id = ?", tenant))
                .isZero();
    }

    @Test
    void imports_of_others_do_not_exist() {
        var id = done(send("phone\n", ""));
        var stranger = Database.knownTenant("UTC");
        for (var path : List.of(IMPORTS + "/" + id, IMPORTS + "/" + id + "/errors")) {
            Api.as(stranger).get(path).then().statusCode(404).body("code", equalTo("import.not-found"));
        }
        Api.as(stranger).get(IMPORTS).then().body("items", hasSize(0));
        add("+" + Shop.somebody(), "Ana", List.of());
        assertThat(Api.as(stranger).get("/api/v1/contacts/export").asString().lines())
                .hasSize(1);
    }

    private Response send(String file, String query) {
        return Api.as(tenant)
                .contentType("text/csv;charset=utf-8")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post(IMPORTS + query);
    }

    private String done(Response accepted) {
        var id = accepted.then().statusCode(202).extract().<String>path("id");
        await().until(() -> status(id), "finished"::equals);
        return id;
    }

    private String status(String id) {
        return Api.as(tenant).get(IMPORTS + "/" + id).jsonPath().getString("status");
    }

    private String add(String phone, String name, List<String> tags) {
        return Api.as(tenant)
                .body(Map.of("phone", phone, "name", name, "tags", tags))
                .post("/api/v1/contacts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
