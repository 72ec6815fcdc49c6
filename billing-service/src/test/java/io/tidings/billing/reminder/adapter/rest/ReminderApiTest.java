package io.tidings.billing.reminder.adapter.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.billing.Shop;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneOffset;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ReminderApiTest {
    private final Shop shop = Shop.in("Europe/Madrid");
    private final LocalDate due = LocalDate.now(ZoneOffset.UTC).plusDays(180);
    private final String before = due.minusDays(12) + "T08:00:00Z";

    @Test
    void a_shop_adds_a_reminder_of_its_own_for_later() {
        var id = shop.created(due);
        String reminder = shop.remind(id, at(before))
                .statusCode(201)
                .header("Location", containsString(id))
                .body("reminder_type", equalTo("custom"))
                .body("scheduled_at", equalTo(before))
                .body("status", equalTo("scheduled"))
                .body("sent_at", nullValue())
                .extract()
                .path("id");
        shop.call()
                .get(Shop.INVOICES + "/" + id + "/reminders")
                .then()
                .statusCode(200)
                .body("items", hasSize(4))
                .body("items[0].id", equalTo(reminder))
                .body("next_cursor", nullValue());
        shop.call()
                .get(Shop.INVOICES + "/" + id + "/reminders?limit=3")
                .then()
                .body("items", hasSize(3))
                .body("next_cursor", notNullValue());
    }

    @Test
    void a_reminder_asked_for_twice_under_one_key_is_one() {
        var id = shop.created(due);
        for (var i = 0; i < 2; i++) {
            shop.call()
                    .header("Idempotency-Key", "once-" + id)
                    .body(at(before))
                    .post(Shop.INVOICES + "/" + id + "/reminders")
                    .then()
                    .statusCode(201);
        }
        shop.read(id).body("reminders", hasSize(4));
    }

    @Test
    void nobody_is_reminded_of_what_is_paid_or_not_issued() {
        var paid = shop.created(due);
        shop.change(paid, "{\"status\":\"paid\"}");
        shop.remind(paid, "{}").statusCode(409).body("code", equalTo("reminder.not-remindable"));
        var pending = shop.created(Shop.invoice(due).replaceFirst("\\{", "{\"status\":\"pending\","));
        shop.remind(pending, "{}").statusCode(409).body("code", equalTo("reminder.not-remindable"));
    }

    @Test
    void an_invoice_takes_twenty_reminders() {
        var id = shop.created(due);
        for (var i = 3; i < 20; i++) {
            shop.remind(id, at(before)).statusCode(201);
        }
        shop.remind(id, at(before)).statusCode(409).body("code", equalTo("reminder.too-many"));
    }

    private static String at(String time) {
        return "{\"scheduled_at\":\"" + time + "\"}";
    }
}
