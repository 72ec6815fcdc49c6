package io.tidings.billing.reminder.adapter.schedule;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.billing.Shop;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.contracts.billing.PaymentReminderDue;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The workers of the running service, with the clock moved under them. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class RemindersInTimeTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    private final Shop shop = Shop.in(AUCKLAND.getId());
    private final LocalDate due = LocalDate.now(AUCKLAND).plusDays(3);

    @AfterEach
    void back_to_the_present() {
        TestClock.reset();
    }

    private static void clockAt(LocalDate day, String time) {
        var then = day.atTime(java.time.LocalTime.parse(time)).atZone(AUCKLAND).toInstant();
        TestClock.ahead(Duration.between(Instant.now(), then));
    }

    private List<String> raised() {
        return shop.published(PaymentReminderDue.class).stream()
                .map(PaymentReminderDue::reminderType)
                .toList();
    }

    @Test
    void an_invoice_nobody_pays_is_reminded_of_three_times_and_overdue_once() {
        var id = shop.created(due);

        clockAt(due, "10:00:01");
        await().untilAsserted(() -> assertThat(raised()).containsExactly("due"));
        assertThat(shop.status(id)).isEqualTo("sent");

        clockAt(due.plusDays(1), "00:00:01");
        await().untilAsserted(() -> assertThat(shop.status(id)).isEqualTo("overdue"));
        shop.call().get(Shop.INVOICES + "?status=overdue").then().body("items[0].id", equalTo(id));

        clockAt(due.plusDays(1), "10:00:01");
        await().untilAsserted(() -> assertThat(raised()).containsExactly("due", "overdue_1day"));

        clockAt(due.plusDays(7), "10:00:01");
        await().untilAsserted(() -> assertThat(raised()).containsExactly("due", "overdue_1day", "overdue_7day"));
        assertThat(shop.published(InvoiceOverdue.class))
                .singleElement()
                .satisfies(e -> assertThat(e.overdueAt())
                        .isEqualTo(due.plusDays(1).atStartOfDay(AUCKLAND).toInstant()));
        assertThat(Database.count("select count(*) from due_work where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @Test
    void after_an_outage_only_the_latest_reminder_goes_out_and_it_follows_the_news_of_the_delay() {
        var id = shop.created(due);
        clockAt(due.plusDays(9), "12:00:00");
        await().untilAsserted(() -> assertThat(shop.reminders(id))
                .containsExactly("due: cancelled", "overdue_1day: cancelled", "overdue_7day: due"));
        await().untilAsserted(() -> assertThat(raised()).containsExactly("overdue_7day"));
        shop.read(id).body("status", equalTo("overdue")).body("reminders[0].reason", equalTo("late"));
        assertThat(ofInvoice(id))
                .containsExactly(
                        "io.tidings.billing.invoice-issued.v1",
                        "io.tidings.billing.invoice-overdue.v1",
                        "io.tidings.billing.payment-reminder-due.v1");
    }

    @Test
    void an_invoice_taken_over_late_is_overdue_at_once_and_reminded_of_once() {
        var long_ago = LocalDate.now(AUCKLAND).minusDays(40);
        String id = shop.create(Shop.invoice(long_ago))
                .statusCode(201)
                .body("status", equalTo("overdue"))
                .extract()
                .path("id");
        await().untilAsserted(() -> assertThat(raised()).containsExactly("overdue_7day"));
        assertThat(shop.reminders(id))
                .containsExactly("due: cancelled", "overdue_1day: cancelled", "overdue_7day: due");
    }

    @Test
    void a_paid_invoice_is_not_reminded_of() {
        var id = shop.created(due);
        shop.change(id, "{\"status\":\"paid\"}").statusCode(200);
        var other = shop.created(due);
        clockAt(due, "10:00:01");
        await().untilAsserted(() -> assertThat(shop.published(PaymentReminderDue.class))
                .singleElement()
                .satisfies(e -> assertThat(e.invoiceId()).hasToString(other)));
        assertThat(shop.status(id)).isEqualTo("paid");
    }

    @Test
    void a_customer_without_a_phone_is_not_reminded_and_the_reminder_says_why() {
        var id = shop.created(Shop.invoice(due).replace(",\"phone\":\"+34 612 345 678\"", ""));
        shop.remind(id, "{}").statusCode(201).body("reminder_type", equalTo("custom"));
        await().untilAsserted(() -> shop.read(id)
                .body("reminders[0].status", equalTo("failed"))
                .body("reminders[0].reason", equalTo("customer.no-phone")));
        assertThat(raised()).isEmpty();
    }

    @Test
    void what_became_of_the_message_is_known() {
        var id = shop.created(due);
        var sent = remindNow(id);
        var failed = remindNow(id);
        await().untilAsserted(() -> assertThat(raised()).hasSize(2));
        var message = UUID.randomUUID();
        var at = Instant.parse("2026-11-22T10:00:00Z");
        Records.publish(
                Topics.MESSAGING,
                shop.tenant(),
                new MessageSent(message, UUID.randomUUID(), "reminder:" + sent, "transactional", "wamid.1", at));
        Records.publish(
                Topics.MESSAGING,
                shop.tenant(),
                new MessageFailed(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "reminder:" + failed,
                        "transactional",
                        "consent.missing",
                        at));
        await().untilAsserted(() -> shop.read(id)
                .body("reminders.find { it.id == '" + sent + "' }.status", equalTo("sent"))
                .body("reminders.find { it.id == '" + sent + "' }.sent_at", equalTo("2026-11-22T10:00:00Z"))
                .body("reminders.find { it.id == '" + sent + "' }.message_id", equalTo(message.toString()))
                .body("reminders.find { it.id == '" + failed + "' }.status", equalTo("failed"))
                .body("reminders.find { it.id == '" + failed + "' }.reason", equalTo("consent.missing")));
    }

    private String remindNow(String invoice) {
        return shop.remind(invoice, "{}").statusCode(201).extract().path("id");
    }

    @Test
    void a_payment_that_races_its_reminder_is_never_followed_by_it() {
        var invoices = IntStream.range(0, 24).mapToObj(i -> shop.created(due)).toList();
        invoices.parallelStream().forEach(id -> {
            shop.remind(id, "{}").statusCode(201);
            shop.change(id, "{\"status\":\"paid\"}").statusCode(200);
        });
        await().untilAsserted(
                        () -> assertThat(shop.published(InvoicePaid.class)).hasSize(invoices.size()));
        await().untilAsserted(() -> assertThat(
                        Database.count("select count(*) from due_work where tenant_id = ?", shop.tenant()))
                .isZero());
        for (var id : invoices) {
            assertThat(ofInvoice(id)).last().isEqualTo("io.tidings.billing.invoice-paid.v1");
            assertThat(shop.reminders(id)).allMatch(each -> each.endsWith(": cancelled"));
        }
    }

    private static List<String> ofInvoice(String id) {
        return Records.all(Topics.BILLING).stream()
                .filter(r -> id.equals(Records.header(r, "ce_subject")))
                .map(r -> Records.header(r, "ce_type"))
                .toList();
    }
}
