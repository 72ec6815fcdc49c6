package io.tidings.billing.reminder.domain;

import static io.tidings.billing.invoice.domain.TestInvoice.anInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.runtime.problem.Refusal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

class InvoiceReminderSetTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Instant EARLY = Instant.parse("2026-11-01T09:00:00Z");

    private final Invoice invoice = anInvoice().due("2026-11-20").sent();

    private InvoiceReminderSet planned(Instant now) {
        var set = new InvoiceReminderSet(invoice, List.of());
        set.follow(MADRID, now, UUID::randomUUID);
        return set;
    }

    private static List<String> said(InvoiceReminderSet set) {
        return set.all().stream()
                .map(r -> r.kind().wire() + " " + r.status().name().toLowerCase()
                        + (r.reason() == null ? "" : " " + r.reason()))
                .toList();
    }

    private static PaymentReminder of(InvoiceReminderSet set, ReminderKind kind) {
        return set.all().stream().filter(r -> r.kind() == kind).findFirst().orElseThrow();
    }

    @Nested
    class Planning {
        @ParameterizedTest(name = "at {0}: {1}, {2}, {3}")
        @CsvSource({
            "2026-11-01T09:00:00Z, scheduled, scheduled, scheduled",
            "2026-11-20T09:30:00Z, scheduled, scheduled, scheduled",
            "2026-11-21T08:59:00Z, scheduled, scheduled, scheduled",
            "2026-11-21T09:00:00Z, cancelled late, scheduled, scheduled",
            "2026-11-25T00:00:00Z, cancelled late, scheduled, scheduled",
            "2027-06-01T00:00:00Z, cancelled late, cancelled late, scheduled"
        })
        void lets_an_old_invoice_have_one_reminder_and_not_three(Instant now, String due, String day, String week) {
            assertThat(said(planned(now))).containsExactly("due " + due, "overdue_1day " + day, "overdue_7day " + week);
        }

        @Test
        void waits_for_the_invoice_to_be_issued() {
            var set = new InvoiceReminderSet(anInvoice().pending(), List.of());
            set.follow(MADRID, EARLY, UUID::randomUUID);
            assertThat(set.all()).isEmpty();
        }

        @Test
        void adds_nothing_the_second_time() {
            var again = new InvoiceReminderSet(invoice, planned(EARLY).all());
            again.follow(MADRID, EARLY.plusSeconds(60), UUID::randomUUID);
            assertThat(again.added()).isEmpty();
            assertThat(again.all()).hasSize(3);
        }

        @Test
        void knows_that_a_day_can_have_23_hours() {
            var spring = anInvoice().due("2026-03-28").sent();
            var set = new InvoiceReminderSet(spring, List.of());
            set.follow(MADRID, Instant.parse("2026-03-29T08:00:00Z"), UUID::randomUUID);
            assertThat(said(set)).startsWith("due cancelled late", "overdue_1day scheduled");
        }
    }

    @Nested
    class A_new_due_day {
        @Test
        void moves_what_is_to_come_and_leaves_what_has_gone_out() {
            var set = planned(EARLY);
            of(set, ReminderKind.DUE).raise(invoice);
            invoice.moveDueDate(LocalDate.of(2026, 12, 1), MADRID, EARLY);
            set.follow(MADRID, EARLY, UUID::randomUUID);
            assertThat(of(set, ReminderKind.DUE).scheduledAt()).isEqualTo("2026-11-20T09:00:00Z");
            assertThat(of(set, ReminderKind.OVERDUE_1DAY).scheduledAt()).isEqualTo("2026-12-02T09:00:00Z");
            assertThat(of(set, ReminderKind.OVERDUE_7DAY).scheduledAt()).isEqualTo("2026-12-08T09:00:00Z");
        }

        @Test
        void gives_those_dropped_as_late_another_chance() {
            var now = Instant.parse("2026-11-25T00:00:00Z");
            var set = planned(now);
            invoice.moveDueDate(LocalDate.of(2026, 12, 1), MADRID, now);
            set.follow(MADRID, now, UUID::randomUUID);
            assertThat(said(set)).containsExactly("due scheduled", "overdue_1day scheduled", "overdue_7day scheduled");
        }
    }

    @Nested
    class The_end_of_the_debt {
        @Test
        void drops_what_is_not_known_to_be_sent() {
            var set = planned(EARLY);
            of(set, ReminderKind.DUE).raise(invoice);
            of(set, ReminderKind.DUE).sent(UUID.randomUUID(), EARLY);
            of(set, ReminderKind.OVERDUE_1DAY).raise(invoice);
            invoice.pay(EARLY, EARLY);
            set.follow(MADRID, EARLY, UUID::randomUUID);
            assertThat(said(set))
                    .containsExactly(
                            "due sent", "overdue_1day cancelled invoice.paid", "overdue_7day cancelled invoice.paid");
        }

        @Test
        void does_not_hide_that_a_message_was_quicker() {
            var set = planned(EARLY);
            var due = of(set, ReminderKind.DUE);
            due.raise(invoice);
            invoice.cancel(EARLY);
            set.follow(MADRID, EARLY, UUID::randomUUID);
            assertThat(due.reason()).isEqualTo("invoice.cancelled");
            due.sent(UUID.randomUUID(), EARLY);
            assertThat(due.status()).isEqualTo(ReminderStatus.SENT);
            assertThat(due.reason()).isNull();
        }
    }

    @Nested
    class A_wish {
        private void refused(String code, InvoiceReminderSet set, ReminderKind kind, Instant at) {
            assertThatThrownBy(() -> set.request(kind, at, UUID.randomUUID(), EARLY))
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }

        @Test
        void for_the_past_means_now() {
            var made = planned(EARLY).request(ReminderKind.CUSTOM, EARLY.minusSeconds(9), UUID.randomUUID(), EARLY);
            assertThat(made.scheduledAt()).isEqualTo(EARLY);
        }

        @Test
        void has_its_limits() {
            var set = planned(EARLY);
            refused("reminder.exists", set, ReminderKind.DUE, EARLY);
            refused("reminder.too-far-ahead", set, ReminderKind.CUSTOM, EARLY.plus(Duration.ofDays(732)));
            for (var i = set.all().size(); i < 20; i++) {
                set.request(ReminderKind.CUSTOM, EARLY, UUID.randomUUID(), EARLY);
            }
            refused("reminder.too-many", set, ReminderKind.CUSTOM, EARLY);
            refused(
                    "reminder.not-remindable",
                    new InvoiceReminderSet(anInvoice().pending(), List.of()),
                    ReminderKind.CUSTOM,
                    EARLY);
        }
    }

    @Nested
    class Raising {
        @Test
        void fails_when_there_is_nobody_to_write_to() {
            var silent = anInvoice().phone(null).sent();
            var set = new InvoiceReminderSet(silent, List.of());
            set.follow(MADRID, EARLY, UUID::randomUUID);
            assertThat(of(set, ReminderKind.DUE).raise(silent)).isEmpty();
            assertThat(said(set)).startsWith("due failed customer.no-phone");
        }

        @Test
        void says_all_that_messaging_needs() {
            var due = of(planned(EARLY), ReminderKind.DUE);
            assertThat(due.raise(invoice)).hasValueSatisfying(e -> {
                assertThat(e.reminderId()).isEqualTo(due.id().value());
                assertThat(e.subject()).isEqualTo(invoice.id().value());
                assertThat(e.reminderType()).isEqualTo("due");
                assertThat(e.dueAt()).isEqualTo("2026-11-20T09:00:00Z");
                assertThat(e.customer().phone()).isEqualTo("+34612345678");
            });
        }

        @Test
        void ends_as_failed_when_the_message_fails_even_after_it_was_sent() {
            var due = of(planned(EARLY), ReminderKind.DUE);
            due.raise(invoice);
            due.sent(UUID.randomUUID(), EARLY);
            due.failed(UUID.randomUUID(), "whatsapp.131026");
            assertThat(due.status()).isEqualTo(ReminderStatus.FAILED);
            assertThat(due.reason()).isEqualTo("whatsapp.131026");
        }
    }
}
