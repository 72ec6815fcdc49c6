package io.tidings.billing.invoice.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.billing.Shop;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.TenantCreated;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/** Who gets in, whose invoices they see, and what is refused at the door. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class InvoiceDoorTest {
    private static final LocalDate DUE = LocalDate.of(2030, 6, 1);

    private final Shop shop = Shop.in("Europe/Madrid");

    /** Everything that can be asked about one invoice. */
    private static final Map<String, BiFunction<Shop, String, ValidatableResponse>> CALLS = Map.of(
            "GET invoice", Shop::read,
            "PUT invoice", (shop, id) -> shop.change(id, "{\"status\":\"paid\"}"),
            "PUT stale invoice",
                    (shop, id) -> shop.call()
                            .header("If-Match", "\"99\"")
                            .body("{\"status\":\"paid\"}")
                            .put(Shop.INVOICES + "/" + id)
                            .then(),
            "POST reminder", (shop, id) -> shop.remind(id, "{}"),
            "POST planned reminder", (shop, id) -> shop.remind(id, "{\"reminder_type\":\"due\"}"),
            "GET reminders",
                    (shop, id) -> shop.call()
                            .get(Shop.INVOICES + "/" + id + "/reminders")
                            .then());

    @Test
    void another_tenants_invoice_is_not_there_whatever_is_asked() {
        var foreign = Shop.in("UTC").created(DUE);
        var before = row(foreign);
        CALLS.forEach((name, call) -> {
            var asForeign = call.apply(shop, foreign).statusCode(404);
            var asUnknown = call.apply(shop, UUID.randomUUID().toString())
                    .statusCode(404)
                    .body("code", equalTo("invoice.not-found"));
            assertThat(withoutTrace(asForeign)).as(name).isEqualTo(withoutTrace(asUnknown));
        });
        assertThat(row(foreign)).isEqualTo(before);
    }

    /** The body byte for byte, but for the number of the request itself. */
    private static String withoutTrace(ValidatableResponse answer) {
        return answer.extract().asString().replaceAll("\"trace_id\":\"[0-9a-f]{32}\"", "");
    }

    private static List<String> row(String id) {
        return Database.column("select i::text from invoices i where id = ?", UUID.fromString(id));
    }

    @Test
    void lists_and_numbers_are_each_tenants_own() {
        var other = Shop.in("UTC");
        other.created(DUE);
        other.created(DUE);
        shop.call().get(Shop.INVOICES).then().statusCode(200).body("items", hasSize(0));
        String cursor =
                other.call().get(Shop.INVOICES + "?limit=1").then().extract().path("next_cursor");
        shop.call()
                .get(Shop.INVOICES + "?cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("code", equalTo("page.cursor"));
        shop.create(Shop.invoice(DUE)).body("invoice_number", equalTo("INV-000001"));
    }

    @Nested
    class The_key {
        @Test
        void must_be_there_and_allow_it() {
            given().get(Shop.INVOICES).then().statusCode(401);
            var id = shop.created(DUE);
            var reader = new Shop(shop.tenant(), Tokens.ofTenant("billing", shop.tenant(), "invoices:read"));
            reader.read(id).statusCode(200);
            reader.call().get(Shop.INVOICES).then().statusCode(200);
            reader.call().get(Shop.INVOICES + "/" + id + "/reminders").then().statusCode(200);
            reader.create(Shop.invoice(DUE)).statusCode(403).body("code", equalTo("permission.missing"));
            reader.change(id, "{}").statusCode(403);
            reader.remind(id, "{}").statusCode(403);
            var stranger = new Shop(shop.tenant(), Tokens.ofTenant("billing", shop.tenant(), "orders:*"));
            stranger.read(id).statusCode(403);
            new Shop(shop.tenant(), Tokens.ofTenant("commerce", shop.tenant(), "*"))
                    .read(id)
                    .statusCode(401);
            new Shop(shop.tenant(), Tokens.ofOperator("billing"))
                    .create(Shop.invoice(DUE))
                    .statusCode(403)
                    .body("code", equalTo("tenant.missing"));
        }
    }

    @Nested
    class A_tenant_made_this_very_moment {
        @Test
        void is_waited_for() {
            var young = Shop.of(UUID.randomUUID());
            Records.publish(
                    Topics.TENANT,
                    young.tenant(),
                    new TenantCreated(
                            young.tenant(),
                            "Rosa",
                            "t" + young.tenant(),
                            "free",
                            "Europe/Madrid",
                            "es",
                            List.of(),
                            true,
                            null,
                            null,
                            null,
                            Instant.parse("2026-11-22T10:00:00Z")));
            young.create(Shop.invoice(DUE)).statusCode(201);
        }

        @Test
        void is_not_waited_for_in_vain() {
            Shop.of(UUID.randomUUID())
                    .create(Shop.invoice(DUE))
                    .statusCode(502)
                    .header("Retry-After", equalTo("1"))
                    .body("code", equalTo("tenant.not-yet-known"));
        }
    }

    @Nested
    class Bad_input {
        @ParameterizedTest(name = "{0}: {1} {2}")
        @CsvSource(delimiter = '|', textBlock = """
                        {                                                                    | 400 | request.malformed
                        []                                                                   | 400 | request.malformed
                        {"surprise":1}                                                       | 400 | request.malformed
                        {"amount":"12500"}                                                   | 400 | request.malformed
                        {"amount":125.5}                                                     | 400 | request.malformed
                        {"amount":99999999999999999999}                                      | 400 | request.malformed
                        {"invoice_number":7}                                                 | 400 | request.malformed
                        {"invoice_number":"A\\u0000B"}                                       | 400 | request.malformed
                        {"due_date":"2026-02-30"}                                            | 400 | request.malformed
                        {"due_date":"tomorrow"}                                              | 400 | request.malformed
                        {"amount":1,"amount":2}                                              | 400 | request.malformed
                        {}                                                                   | 422 | request.invalid
                        """)
        void of_the_wrong_shape_is_refused(String body, int status, String code) {
            shop.create(body).statusCode(status).body("code", equalTo(code));
            nothingWasWritten();
        }

        @ParameterizedTest(name = "{0} -> {1}: {2} {3}")
        @CsvSource(delimiter = '|', textBlock = """
                        "amount":12500     | "amount":0                           | 422 | invoice.amount
                        "amount":12500     | "amount":-5                          | 422 | invoice.amount
                        "amount":12500     | "amount":9007199254740992            | 422 | invoice.amount
                        "amount":12500     | "amount":null                        | 422 | request.invalid
                        "EUR"              | "eur"                                | 422 | money.currency
                        "EUR"              | "XXX"                                | 422 | money.currency
                        "EUR"              | "EURO"                               | 422 | request.invalid
                        "+34 612 345 678"  | "612 345 678"                        | 422 | phone.invalid
                        "+34 612 345 678"  | "+34 1"                              | 422 | phone.invalid
                        "+34 612 345 678"  | ""                                   | 422 | request.invalid
                        "2030-06-01"       | "9999-01-01"                         | 422 | invoice.date
                        "2030-06-01"       | "2030-06-01","status":"paid"         | 422 | request.invalid
                        "2030-06-01"       | "2030-06-01","status":"overdue"      | 422 | request.invalid
                        "2030-06-01"       | "2030-06-01","invoice_number":" "    | 422 | request.invalid
                        "2030-06-01"       | "2030-06-01","items":[null]          | 422 | request.invalid
                        "2030-06-01"       | "2030-06-01","items":[{"description":"x","quantity":0,"unit_amount":1}]      | 422 | request.invalid
                        "2030-06-01"       | "2030-06-01","items":[{"description":"x","quantity":1,"unit_amount":12499}]  | 422 | invoice.items-total
                        """)
        void of_the_wrong_content_is_refused(String good, String bad, int status, String code) {
            var body = Shop.invoice(DUE);
            assertThat(body).contains(good);
            shop.create(body.replace(good, bad))
                    .statusCode(status)
                    .contentType("application/problem+json")
                    .body("code", equalTo(code))
                    .body("detail", not(containsString("Exception")));
            nothingWasWritten();
        }

        @ParameterizedTest(name = "{0}: {1} {2}")
        @CsvSource(delimiter = '|', textBlock = """
                        {"status":"overdue"}                  | 422 | request.invalid
                        {"status":"pending"}                  | 422 | request.invalid
                        {"amount":1}                          | 400 | request.malformed
                        {"paid_at":"2026-01-01T00:00:00Z"}    | 422 | invoice.paid-at
                        {"paid_at":"yesterday"}               | 400 | request.malformed
                        {"customer":{"phone":"nobody"}}       | 422 | phone.invalid
                        {"due_date":"1999-01-01"}             | 422 | invoice.date
                        """)
        void in_a_change_changes_nothing(String body, int status, String code) {
            var id = shop.created(DUE);
            shop.change(id, body).statusCode(status).body("code", equalTo(code));
            shop.read(id)
                    .body("status", equalTo("sent"))
                    .header("ETag", shop.read(id).extract().header("ETag"));
        }

        @ParameterizedTest(name = "{0}: {1} {2}")
        @CsvSource(delimiter = '|', textBlock = """
                        {"reminder_type":"never"}                   | 422 | request.invalid
                        {"reminder_type":"due"}                     | 409 | reminder.exists
                        {"scheduled_at":"2200-01-01T00:00:00Z"}     | 422 | reminder.too-far-ahead
                        {"scheduled_at":"soon"}                     | 400 | request.malformed
                        {"surprise":1}                              | 400 | request.malformed
                        """)
        void in_a_reminder_makes_none(String body, int status, String code) {
            var id = shop.created(DUE);
            shop.remind(id, body).statusCode(status).body("code", equalTo(code));
            assertThat(shop.reminders(id)).hasSize(3);
        }

        @Test
        void is_refused_when_it_is_no_text_at_all_or_far_too_deep() {
            shop.call()
                    .body(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'})
                    .post(Shop.INVOICES)
                    .then()
                    .statusCode(400);
            shop.create("{\"items\":" + "[".repeat(60) + "]".repeat(60) + "}").statusCode(400);
            nothingWasWritten();
        }

        @Test
        void in_lists_is_refused() {
            shop.call().get(Shop.INVOICES + "?limit=0").then().statusCode(400).body("code", equalTo("page.limit"));
            shop.call().get(Shop.INVOICES + "?limit=101").then().statusCode(400);
            shop.call()
                    .get(Shop.INVOICES + "?cursor=abc")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("page.cursor"));
            shop.call().get(Shop.INVOICES + "/not-an-id").then().statusCode(404);
        }

        private void nothingWasWritten() {
            assertThat(Database.count("select count(*) from invoices where tenant_id = ?", shop.tenant()))
                    .isZero();
            assertThat(Database.count("select count(*) from outbox where tenant_id = ?", shop.tenant()))
                    .isZero();
        }
    }
}
