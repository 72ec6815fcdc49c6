package io.tidings.billing.invoice.adapter.kafka;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.billing.Shop;
import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoiceCancelled;
import io.tidings.contracts.billing.InvoiceIssued;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** What producers outside the suite say about invoices. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class IngressTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Shop shop = Shop.in("UTC");
    private final UUID id = UUID.randomUUID();

    private InvoiceIssued issued(long amount, LocalDate due) {
        return new InvoiceIssued(
                id, "EXT-" + id, new Customer("Ana", "+34612345678"), amount, "EUR", due, TODAY, "in_9", NOW);
    }

    private InvoiceOverdue overdue(LocalDate due) {
        return new InvoiceOverdue(id, "EXT-" + id, new Customer("Ana", null), 12500, "EUR", due, NOW);
    }

    private String publish(Event event) {
        return Records.publish(Topics.INGRESS, shop.tenant(), event);
    }

    private void issue(LocalDate due) {
        publish(issued(12500, due));
        await().untilAsserted(() -> shop.read(id.toString()).statusCode(200));
    }

    private static void refused(String eventId, String reason) {
        await().untilAsserted(() -> assertThat(Records.all(Topics.deadLetters(Topics.INGRESS)))
                .anySatisfy(r -> {
                    assertThat(Records.header(r, "ce_id")).isEqualTo(eventId);
                    assertThat(Records.header(r, "tidings-reason")).isEqualTo(reason);
                }));
    }

    @Test
    void an_invoice_issued_elsewhere_is_kept_under_its_id_and_published_once() {
        var event = issued(12500, TODAY.plusDays(9));
        Records.publish(Topics.INGRESS, shop.tenant(), event, "same-" + id);
        Records.publish(Topics.INGRESS, shop.tenant(), event, "same-" + id);
        publish(event);
        var last = publish(issued(12501, TODAY.plusDays(9)));
        refused(last, "invoice.differs");
        assertThat(shop.status(id.toString())).isEqualTo("sent");
        assertThat(shop.reminders(id.toString())).hasSize(3);
        await().untilAsserted(
                        () -> assertThat(shop.published(InvoiceIssued.class)).hasSize(1));
    }

    @Test
    void a_payment_and_a_cancellation_are_taken_and_cannot_both_be() {
        issue(TODAY.plusDays(9));
        publish(new InvoicePaid(id, "EXT-" + id, NOW));
        publish(new InvoicePaid(id, "EXT-" + id, NOW.plusSeconds(1)));
        refused(publish(new InvoiceCancelled(id, "EXT-" + id, NOW)), "invoice.not-cancellable");
        assertThat(shop.status(id.toString())).isEqualTo("paid");
        await().untilAsserted(() ->
                assertThat(shop.published(InvoicePaid.class)).containsExactly(new InvoicePaid(id, "EXT-" + id, NOW)));
    }

    @Test
    void a_cancellation_stops_the_reminders() {
        issue(TODAY.plusDays(9));
        publish(new InvoiceCancelled(id, "EXT-" + id, NOW));
        await().untilAsserted(() -> assertThat(shop.reminders(id.toString()))
                .containsExactly("due: cancelled", "overdue_1day: cancelled", "overdue_7day: cancelled"));
    }

    @Test
    void the_word_that_it_is_overdue_counts_only_when_the_calendar_agrees() {
        issue(TODAY.plusDays(9));
        refused(publish(overdue(TODAY.plusDays(9))), "invoice.not-overdue");
        assertThat(shop.status(id.toString())).isEqualTo("sent");
        shop.change(id.toString(), "{\"due_date\":\"2026-01-01\"}").statusCode(200);
        publish(overdue(LocalDate.of(2026, 1, 1)));
        await().untilAsserted(
                        () -> assertThat(shop.published(InvoiceOverdue.class)).hasSize(1));
    }

    @Test
    void what_names_an_unknown_invoice_or_breaks_the_schema_is_put_aside() {
        refused(publish(new InvoicePaid(id, "EXT-1", NOW)), "invoice.not-found");
        refused(publish(issued(-5, TODAY)), "event.schema");
        refused(publish(issued(0, TODAY)), "invoice.amount");
        assertThat(Database.count("select count(*) from invoices where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @Test
    void another_tenants_invoice_is_unknown_too() {
        issue(TODAY.plusDays(9));
        var stranger = Shop.in("UTC");
        var paid = new InvoicePaid(id, "EXT-" + id, NOW);
        refused(Records.publish(Topics.INGRESS, stranger.tenant(), paid), "invoice.not-found");
        assertThat(shop.status(id.toString())).isEqualTo("sent");
    }
}
