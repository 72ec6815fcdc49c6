package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

class InvoiceTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private final World world = World.get();

    @AfterEach
    void back_to_the_real_time() {
        world.suite().clock().set(Duration.ZERO);
    }

    @Test
    void an_unpaid_invoice_is_reminded_of_until_it_is_paid() {
        var shop = world.shop();
        var customer = World.phone();
        var dueDay = LocalDate.ofInstant(world.suite().clock().now(), MADRID).plusDays(2);
        var id = invoice(shop, customer, dueDay);
        var unpaid = invoice(shop, World.phone(), dueDay.plusDays(1));

        noonOf(dueDay);
        told(shop, id, "due");
        assertThat(invoice(shop, id).path("status").asText()).isEqualTo("sent");

        noonOf(dueDay.plusDays(1));
        told(shop, id, "overdue_1day");
        World.soon().until(() -> invoice(shop, id).path("status").asText().equals("overdue"));

        shop.api().put("/api/v1/invoices/" + id, Map.of("status", "paid")).ok();
        noonOf(dueDay.plusDays(8));
        // due a day later than the paid one's: when this one has come, that one's turn is over
        told(shop, unpaid, "overdue_7day");
        assertThat(shop.sentTo(customer)).hasSize(2);
        assertThat(invoice(shop, id).path("status").asText()).isEqualTo("paid");
        assertThat(reminder(invoice(shop, id), "overdue_7day").path("status").asText())
                .isEqualTo("cancelled");
    }

    private static String invoice(Shop shop, String phone, LocalDate dueDay) {
        return shop.api()
                .post(
                        "/api/v1/invoices",
                        Map.of(
                                "customer",
                                Map.of("name", "Luis", "phone", phone),
                                "amount",
                                12_500,
                                "currency",
                                "EUR",
                                "due_date",
                                dueDay.toString()))
                .created()
                .path("id")
                .asText();
    }

    private void noonOf(LocalDate day) {
        var noon = day.atTime(12, 0).atZone(MADRID).toInstant();
        world.suite().clock(Duration.between(world.suite().clock().now(), noon));
    }

    private static void told(Shop shop, String invoice, String type) {
        var due = awaitReminder(shop, invoice, type);
        shop.awaitMessage("reminder:" + due.path("id").asText(), "delivered|read");
    }

    private static JsonNode awaitReminder(Shop shop, String invoice, String type) {
        World.soon()
                .until(() -> reminder(invoice(shop, invoice), type)
                        .path("status")
                        .asText()
                        .matches("due|sent"));
        return reminder(invoice(shop, invoice), type);
    }

    private static JsonNode invoice(Shop shop, String id) {
        return shop.api().get("/api/v1/invoices/" + id).ok();
    }

    private static JsonNode reminder(JsonNode invoice, String type) {
        return invoice.path("reminders")
                .valueStream()
                .filter(r -> r.path("reminder_type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
