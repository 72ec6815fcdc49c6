package io.tidings.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** An invoice three days overdue: one reminder goes out, and the payment stops the rest. */
final class UnpaidInvoice {
    private static final int DAYS_LATE = 3;
    private static final int DAYS_OLD = 20;

    private final Stage stage;
    private final String customer;

    UnpaidInvoice(Stage stage, String customer) {
        this.stage = stage;
        this.customer = customer;
    }

    void tell() {
        stage.chapter("An unpaid invoice");
        LocalDate today = LocalDate.ofInstant(stage.suite().clock().now(), ZoneOffset.UTC);
        JsonNode invoice = stage.api()
                .post(
                        "/api/v1/invoices",
                        Map.of(
                                "customer", Map.of("name", "Carlos", "phone", customer),
                                "amount", 12500,
                                "currency", "EUR",
                                "issue_date", today.minusDays(DAYS_OLD).toString(),
                                "due_date", today.minusDays(DAYS_LATE).toString()));
        String path = "/api/v1/invoices/" + invoice.path("id").asText();
        stage.say("invoice " + invoice.path("invoice_number").asText() + " over 125.00 EUR, due "
                + invoice.path("due_date").asText());
        JsonNode overdue = stage.await(
                "the invoice is overdue and its reminder is sent",
                () -> stage.api().get(path),
                found -> found.path("status").asText().equals("overdue") && sent(found) != null);
        stage.say("status " + overdue.path("status").asText());
        stage.delivered("reminder:" + sent(overdue));
        stage.api().put(path, Map.of("status", "paid"));
        JsonNode paid = stage.await(
                "no reminder is left", () -> stage.api().get(path), found -> count(found, "scheduled") == 0);
        stage.say("paid: " + count(paid, "sent") + " reminder sent, " + count(paid, "cancelled") + " cancelled");
    }

    private static @org.jspecify.annotations.Nullable String sent(JsonNode invoice) {
        for (JsonNode reminder : invoice.path("reminders")) {
            if (reminder.path("status").asText().matches("due|sent")) {
                return reminder.path("id").asText();
            }
        }
        return null;
    }

    private static int count(JsonNode invoice, String status) {
        int count = 0;
        for (JsonNode reminder : invoice.path("reminders")) {
            count += reminder.path("status").asText().equals(status) ? 1 : 0;
        }
        return count;
    }
}
