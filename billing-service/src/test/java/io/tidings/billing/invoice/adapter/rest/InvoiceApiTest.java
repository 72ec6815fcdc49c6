package io.tidings.billing.invoice.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.billing.Shop;
import io.tidings.contracts.billing.InvoiceCancelled;
import io.tidings.contracts.billing.InvoiceIssued;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class InvoiceApiTest {
    private static final LocalDate IN_A_MONTH = LocalDate.now(ZoneOffset.UTC).plusDays(30);

    private final Shop shop = Shop.in("Europe/Madrid");

    @Nested
    class A_new_invoice {
        @Test
        void is_issued_with_its_reminders_and_said_to_the_world() {
            String id = shop.create("""
                            {"invoice_number":"2026-0117","customer":{"name":"Lucía","phone":"+34 612 345 678"},"amount":12500,
                             "currency":"EUR","issue_date":"2026-11-01","due_date":"%s","external_id":"in_1",
                             "items":[{"description":"Roses","quantity":3,"unit_amount":4500},
                                      {"description":"Loyal customer","quantity":1,"unit_amount":-1000}]}""".formatted(IN_A_MONTH))
                    .statusCode(201)
                    .header("ETag", notNullValue())
                    .header("Location", containsString("/api/v1/invoices/"))
                    .body("invoice_number", equalTo("2026-0117"))
                    .body("customer.phone", equalTo("+34612345678"))
                    .body("amount", equalTo(12500))
                    .body("status", equalTo("sent"))
                    .body("issue_date", equalTo("2026-11-01"))
                    .body("paid_at", nullValue())
                    .body("external_id", equalTo("in_1"))
                    .body("items.description", equalTo(List.of("Roses", "Loyal customer")))
                    .body("items[0].unit_amount", equalTo(4500))
                    .body("reminders.reminder_type", equalTo(List.of("due", "overdue_1day", "overdue_7day")))
                    .body("reminders.status", equalTo(List.of("scheduled", "scheduled", "scheduled")))
                    .extract()
                    .path("id");

            await().untilAsserted(() -> assertThat(shop.published(InvoiceIssued.class))
                    .singleElement()
                    .satisfies(e -> {
                        assertThat(e.invoiceId()).hasToString(id);
                        assertThat(e.dueDate()).isEqualTo(IN_A_MONTH);
                        assertThat(e.customer().phone()).isEqualTo("+34612345678");
                    }));
            shop.read(id).statusCode(200).body("invoice_number", equalTo("2026-0117"));
        }

        @Test
        void may_wait_and_is_issued_later() {
            var id = shop.created(Shop.invoice(IN_A_MONTH).replaceFirst("\\{", "{\"status\":\"pending\","));
            shop.read(id).body("status", equalTo("pending")).body("reminders", hasSize(0));
            assertThat(Database.count("select count(*) from due_work where subject = ?", UUID.fromString(id)))
                    .isZero();
            shop.change(id, "{\"status\":\"sent\"}")
                    .statusCode(200)
                    .body("status", equalTo("sent"))
                    .body("reminders", hasSize(3));
        }

        @Test
        void gets_the_next_number_when_it_brings_none() {
            shop.create(Shop.invoice(IN_A_MONTH)).body("invoice_number", equalTo("INV-000001"));
            shop.create(Shop.invoice(IN_A_MONTH).replaceFirst("\\{", "{\"invoice_number\":\"INV-000002\","))
                    .statusCode(201);
            shop.create(Shop.invoice(IN_A_MONTH).replaceFirst("\\{", "{\"invoice_number\":\"INV-000002\","))
                    .statusCode(409)
                    .body("code", equalTo("invoice.number-taken"));
            shop.create(Shop.invoice(IN_A_MONTH)).body("invoice_number", equalTo("INV-000003"));
        }

        @Test
        void leaves_no_gap_in_the_numbers_when_many_come_and_some_are_refused() {
            IntStream.range(0, 40)
                    .parallel()
                    .forEach(i -> shop.create(
                            i % 4 == 3 ? Shop.invoice(IN_A_MONTH).replace("12500", "0") : Shop.invoice(IN_A_MONTH)));
            var numbers = Database.column(
                    "select invoice_number from invoices where tenant_id = ? order by 1", shop.tenant());
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, 30)
                            .mapToObj("INV-%06d"::formatted)
                            .toList());
        }

        @Test
        void is_made_once_per_idempotency_key() {
            var key = UUID.randomUUID().toString();
            String first = keyed(key, 12500).statusCode(201).extract().path("id");
            keyed(key, 12500)
                    .statusCode(201)
                    .header("Idempotency-Replay", equalTo("true"))
                    .body("id", equalTo(first));
            keyed(key, 12501).statusCode(422).body("code", equalTo("idempotency.other-body"));
            assertThat(Database.count("select count(*) from invoices where tenant_id = ?", shop.tenant()))
                    .isOne();
        }

        private io.restassured.response.ValidatableResponse keyed(String key, int amount) {
            return shop.call()
                    .header("Idempotency-Key", key)
                    .body(Shop.invoice(IN_A_MONTH).replace("12500", Integer.toString(amount)))
                    .post(Shop.INVOICES)
                    .then();
        }
    }

    @Nested
    class A_change {
        @Test
        void takes_note_of_a_payment_and_drops_the_reminders() {
            var id = shop.created(IN_A_MONTH);
            shop.change(id, "{\"status\":\"paid\",\"paid_at\":\"2026-11-02T10:00:00Z\"}")
                    .statusCode(200)
                    .body("status", equalTo("paid"))
                    .body("paid_at", equalTo("2026-11-02T10:00:00Z"))
                    .body("reminders.status", equalTo(List.of("cancelled", "cancelled", "cancelled")))
                    .body("reminders[0].reason", equalTo("invoice.paid"));
            shop.change(id, "{\"status\":\"paid\"}").statusCode(200).body("paid_at", equalTo("2026-11-02T10:00:00Z"));
            shop.change(id, "{\"status\":\"cancelled\"}")
                    .statusCode(409)
                    .body("code", equalTo("invoice.not-cancellable"));
            shop.change(id, "{\"status\":\"sent\"}").statusCode(409).body("code", equalTo("invoice.not-sendable"));
            shop.change(id, "{\"due_date\":\"2030-01-01\"}").statusCode(409).body("code", equalTo("invoice.settled"));
            await().untilAsserted(
                            () -> assertThat(shop.published(InvoicePaid.class)).hasSize(1));
            assertThat(Database.count("select count(*) from due_work where tenant_id = ?", shop.tenant()))
                    .isZero();
        }

        @Test
        void calls_it_off() {
            var id = shop.created(IN_A_MONTH);
            shop.change(id, "{\"status\":\"cancelled\"}").statusCode(200).body("status", equalTo("cancelled"));
            shop.change(id, "{\"status\":\"paid\"}").statusCode(409).body("code", equalTo("invoice.not-payable"));
            await().untilAsserted(() ->
                    assertThat(shop.published(InvoiceCancelled.class)).hasSize(1));
        }

        @Test
        void moves_the_reminders_with_the_due_day() {
            var id = shop.created(LocalDate.of(2030, 3, 30));
            shop.change(id, "{\"due_date\":\"2030-10-26\",\"customer\":{\"name\":\"Ana\"},\"external_id\":\"x\"}")
                    .statusCode(200)
                    .body("customer.name", equalTo("Ana"))
                    .body("customer.phone", nullValue())
                    .body("external_id", equalTo("x"))
                    // 10:00 in Madrid: summer time until 27 October
                    .body(
                            "reminders.scheduled_at",
                            equalTo(List.of("2030-10-26T08:00:00Z", "2030-10-27T09:00:00Z", "2030-11-02T09:00:00Z")));
        }

        @Test
        void is_refused_when_somebody_else_was_quicker() {
            var id = shop.created(IN_A_MONTH);
            var before = shop.read(id).extract().header("ETag");
            var after = shop.change(id, "{\"external_id\":\"a\"}").extract().header("ETag");
            assertThat(after).isNotEqualTo(before);
            shop.call()
                    .header("If-Match", before)
                    .body("{\"status\":\"paid\"}")
                    .put(Shop.INVOICES + "/" + id)
                    .then()
                    .statusCode(412)
                    .body("code", equalTo("request.stale"));
            shop.call()
                    .header("If-Match", after)
                    .body("{\"status\":\"paid\"}")
                    .put(Shop.INVOICES + "/" + id)
                    .then()
                    .statusCode(200);
        }

        @Test
        void does_all_it_names_or_nothing() {
            var id = shop.created(IN_A_MONTH);
            shop.change(id, "{\"external_id\":\"a\",\"status\":\"paid\",\"paid_at\":\"2100-01-01T00:00:00Z\"}")
                    .statusCode(422)
                    .body("code", equalTo("invoice.paid-in-future"));
            shop.read(id).body("external_id", nullValue()).body("status", equalTo("sent"));
        }
    }

    @Nested
    class The_list {
        @Test
        void shows_the_newest_first_page_by_page_and_by_status() {
            var ids = IntStream.range(0, 5)
                    .mapToObj(i -> shop.created(IN_A_MONTH))
                    .toList();
            shop.change(ids.get(2), "{\"status\":\"paid\"}");
            var first = shop.call().get(Shop.INVOICES + "?limit=3").then().statusCode(200);
            first.body("items.id", equalTo(List.of(ids.get(4), ids.get(3), ids.get(2))))
                    .body("items[0].reminders", hasSize(3));
            String cursor = first.extract().path("next_cursor");
            shop.call()
                    .get(Shop.INVOICES + "?limit=3&cursor=" + cursor)
                    .then()
                    .body("items.id", equalTo(List.of(ids.get(1), ids.get(0))))
                    .body("next_cursor", nullValue());
            shop.call().get(Shop.INVOICES + "?status=paid").then().body("items.id", equalTo(List.of(ids.get(2))));
            shop.call()
                    .get(Shop.INVOICES + "?status=late")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invoice.status"));
        }
    }
}
