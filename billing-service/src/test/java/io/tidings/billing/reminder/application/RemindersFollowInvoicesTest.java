package io.tidings.billing.reminder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.ChangeInvoice;
import io.tidings.billing.invoice.application.ChangeInvoice.Change;
import io.tidings.billing.invoice.application.CreateInvoice;
import io.tidings.billing.invoice.application.InvoiceCases;
import io.tidings.billing.invoice.application.MarkOverdue;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceStatus;
import io.tidings.billing.reminder.application.RecordOutcome.Outcome;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.billing.reminder.domain.ReminderKind;
import io.tidings.billing.reminder.domain.ReminderStatus;
import io.tidings.contracts.Customer;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.contracts.billing.PaymentReminderDue;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.work.DueWork;
import io.tidings.testkit.fake.ImmediateTx;
import io.tidings.testkit.fake.MovableClock;
import io.tidings.testkit.fake.RecordedDueWork;
import io.tidings.testkit.fake.RecordedOutbox;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Both features on fakes: what is scheduled, what is said, and that it is safe to begin twice. */
class RemindersFollowInvoicesTest {
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final MovableClock clock = MovableClock.at("2026-11-01T09:00:00Z");
    private final RecordedDueWork due = new RecordedDueWork();
    private final RecordedOutbox outbox = new RecordedOutbox();
    private final ImmediateTx tx = new ImmediateTx();
    private final InMemoryPaymentReminders reminders = new InMemoryPaymentReminders();
    private final InvoiceCases cases = new InvoiceCases(
            ZoneId.of("Europe/Madrid"), tx, new FollowInvoice(reminders, due, clock), due, outbox, clock);
    private final RaiseReminder raise = new RaiseReminder(tx, reminders, cases.markOverdue, due, outbox, clock);
    private final RequestReminder request = new RequestReminder(tx, cases.invoices, reminders, due, clock);
    private final RecordOutcome outcome = new RecordOutcome(tx, reminders);

    private static <T> T now(Uni<T> uni) {
        return uni.await().indefinitely();
    }

    private Invoice issued(String dueDate) {
        return now(cases.create.handle(new CreateInvoice.Command(
                tenant,
                Ids.next(),
                null,
                new Customer("Ana", "+34612345678"),
                new Money(12500, "EUR"),
                null,
                LocalDate.parse(dueDate),
                null,
                List.of(),
                true)));
    }

    private void change(Invoice invoice, Change change) {
        now(cases.change.handle(new ChangeInvoice.Command(tenant, invoice.id().value(), change)));
    }

    private void raise(UUID reminder) {
        now(raise.handle(new RaiseReminder.Command(tenant, reminder)));
    }

    private PaymentReminder of(Invoice invoice, ReminderKind kind) {
        return now(reminders.ofInvoice(tenant, invoice.id().value())).stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private List<String> scheduled() {
        return due.scheduled().stream()
                .map(DueWork.Item::dueAt)
                .sorted()
                .map(Object::toString)
                .toList();
    }

    @Test
    void an_issued_invoice_is_looked_at_when_its_day_ends_and_reminded_of_in_the_mornings() {
        issued("2026-11-20");
        assertThat(scheduled())
                .containsExactly(
                        "2026-11-20T09:00:00Z", "2026-11-20T23:00:00Z", "2026-11-21T09:00:00Z", "2026-11-27T09:00:00Z");
    }

    @Test
    void a_new_due_day_moves_all_of_it() {
        change(issued("2026-11-20"), new Change.MoveDueDate(LocalDate.parse("2026-12-01")));
        assertThat(scheduled())
                .containsExactly(
                        "2026-12-01T09:00:00Z", "2026-12-01T23:00:00Z", "2026-12-02T09:00:00Z", "2026-12-08T09:00:00Z");
    }

    @Test
    void a_settled_invoice_leaves_no_work_behind() {
        var paid = issued("2026-11-20");
        change(paid, new Change.Pay(clock.instant()));
        change(issued("2026-11-20"), new Change.Cancel());
        assertThat(due.scheduled()).isEmpty();
        raise(of(paid, ReminderKind.DUE).id().value());
        assertThat(outbox.events(PaymentReminderDue.class)).isEmpty();
        assertThat(outbox.events(InvoicePaid.class)).hasSize(1);
    }

    @Test
    void a_reminder_begun_twice_is_raised_once() {
        var reminder = of(issued("2026-11-20"), ReminderKind.DUE).id().value();
        clock.set(Instant.parse("2026-11-20T09:00:00Z"));
        raise(reminder);
        raise(reminder);
        assertThat(outbox.events(PaymentReminderDue.class)).hasSize(1);
        assertThat(due.scheduled()).noneMatch(item -> item.subject().equals(reminder));
    }

    @Test
    void a_reminder_called_too_early_waits_for_its_time() {
        var reminder = of(issued("2026-11-20"), ReminderKind.DUE);
        raise(reminder.id().value());
        assertThat(reminder.isScheduled()).isTrue();
        assertThat(scheduled()).contains("2026-11-20T09:00:00Z");
    }

    @Test
    void an_invoice_called_overdue_too_early_is_looked_at_again_at_the_right_time() {
        var invoice = issued("2026-11-20");
        now(cases.markOverdue.handle(
                new MarkOverdue.Command(tenant, invoice.id().value())));
        assertThat(invoice.status()).isEqualTo(InvoiceStatus.SENT);
        assertThat(scheduled()).contains("2026-11-20T23:00:00Z");
    }

    @Test
    void an_overdue_notice_comes_after_the_news_that_it_is_overdue() {
        var invoice = issued("2026-11-20");
        clock.set(Instant.parse("2026-11-21T09:00:00Z"));
        raise(of(invoice, ReminderKind.OVERDUE_1DAY).id().value());
        assertThat(outbox.events().stream().map(Object::getClass).skip(1))
                .isEqualTo(List.of(InvoiceOverdue.class, PaymentReminderDue.class));
        assertThat(of(invoice, ReminderKind.DUE).reason()).isEqualTo(PaymentReminder.LATE);
    }

    @Test
    void a_reminder_the_shop_asks_for_now_is_due_now() {
        var invoice = issued("2026-11-20");
        now(request.handle(new RequestReminder.Command(tenant, invoice.id().value(), ReminderKind.CUSTOM, null)));
        assertThat(scheduled()).contains(clock.instant().toString());
    }

    @Test
    void only_messages_of_reminders_are_taken_note_of() {
        var reminder = of(issued("2026-11-20"), ReminderKind.DUE);
        clock.set(Instant.parse("2026-11-20T09:00:00Z"));
        raise(reminder.id().value());
        for (var intent : List.of("order:1:packing_list", "reminder:nonsense", "reminder:" + UUID.randomUUID())) {
            now(outcome.handle(new RecordOutcome.Command(tenant, intent, new Outcome.Failed(UUID.randomUUID(), "x"))));
        }
        assertThat(reminder.status()).isEqualTo(ReminderStatus.DUE);
        now(outcome.handle(new RecordOutcome.Command(
                tenant, "reminder:" + reminder.id().value(), new Outcome.Sent(UUID.randomUUID(), clock.instant()))));
        assertThat(reminder.status()).isEqualTo(ReminderStatus.SENT);
    }
}
