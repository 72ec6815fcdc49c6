package io.tidings.billing.invoice.domain;

import static io.tidings.billing.invoice.domain.TestInvoice.WRITTEN;
import static io.tidings.billing.invoice.domain.TestInvoice.anInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.contracts.Customer;
import io.tidings.contracts.billing.InvoiceCancelled;
import io.tidings.contracts.billing.InvoiceIssued;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.runtime.problem.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Consumer;

class InvoiceTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
    }

    private static Invoice after(Consumer<Invoice> history) {
        var invoice = anInvoice().sent();
        history.accept(invoice);
        invoice.pullEvents();
        return invoice;
    }

    private static final Consumer<Invoice> PAYMENT = invoice -> invoice.pay(WRITTEN, WRITTEN);
    private static final Consumer<Invoice> CANCELLATION = invoice -> invoice.cancel(WRITTEN);
    private static final Consumer<Invoice> DELAY = invoice -> invoice.lookAtTheCalendar(MADRID, LATER);

    @Nested
    class Its_terms {
        @Test
        void hold_when_the_items_add_up_discounts_included() {
            var invoice = anInvoice()
                    .items(new InvoiceItem("Roses", 3, 4500), new InvoiceItem("Discount", 1, -1000))
                    .pending();
            assertThat(invoice.amount().minor()).isEqualTo(12500);
        }

        @Test
        void are_refused_when_the_items_do_not_add_up_or_overflow() {
            refused(
                    "invoice.items-total",
                    () -> anInvoice().items(new InvoiceItem("Roses", 1, 12499)).terms());
            refused(
                    "invoice.items-total",
                    () -> anInvoice()
                            .items(new InvoiceItem("Roses", 3, Long.MAX_VALUE))
                            .terms());
        }

        @Test
        void need_an_amount_a_reachable_day_and_a_phone_that_rings() {
            refused("invoice.amount", () -> anInvoice().amount(0).terms());
            refused("invoice.amount", () -> anInvoice().amount(-1).terms());
            refused(
                    "invoice.amount",
                    () -> anInvoice().amount(InvoiceTerms.MOST + 1).terms());
            refused("invoice.date", () -> anInvoice().due("1999-12-31").terms());
            refused("invoice.date", () -> anInvoice().due("2200-01-01").terms());
            refused("phone.invalid", () -> anInvoice().phone("+34 12").terms());
            assertThat(anInvoice().phone("+34 612-345-678").terms().customer().phone())
                    .isEqualTo("+34612345678");
        }
    }

    @Nested
    class Issuing {
        @Test
        void says_so_once() {
            var invoice = anInvoice().pending();
            invoice.send(WRITTEN);
            invoice.send(WRITTEN);
            assertThat(invoice.status()).isEqualTo(InvoiceStatus.SENT);
            assertThat(invoice.pullEvents()).hasSize(1).first().isInstanceOf(InvoiceIssued.class);
        }

        @Test
        void is_for_pending_ones() {
            refused("invoice.not-sendable", () -> after(PAYMENT).send(WRITTEN));
            refused("invoice.not-sendable", () -> after(CANCELLATION).send(WRITTEN));
            refused("invoice.not-sendable", () -> after(DELAY).send(WRITTEN));
        }
    }

    @Nested
    class Payment {
        @Test
        void ends_pending_sent_and_overdue_ones_and_says_so_once() {
            for (var invoice : new Invoice[] {anInvoice().pending(), anInvoice().sent(), after(DELAY)}) {
                invoice.pay(WRITTEN, LATER);
                invoice.pay(WRITTEN.plusSeconds(5), LATER);
                assertThat(invoice.status()).isEqualTo(InvoiceStatus.PAID);
                assertThat(invoice.paidAt()).isEqualTo(WRITTEN);
                assertThat(invoice.pullEvents())
                        .containsExactly(new InvoicePaid(invoice.id().value(), invoice.number(), WRITTEN));
            }
        }

        @Test
        void is_refused_for_cancelled_ones_and_from_the_future() {
            refused("invoice.not-payable", () -> after(CANCELLATION).pay(WRITTEN, WRITTEN));
            refused("invoice.paid-in-future", () -> anInvoice().sent().pay(LATER, WRITTEN));
        }
    }

    @Nested
    class Cancellation {
        @Test
        void ends_what_is_not_paid_and_says_so_once() {
            var invoice = anInvoice().sent();
            invoice.cancel(WRITTEN);
            invoice.cancel(LATER);
            assertThat(invoice.pullEvents())
                    .containsExactly(new InvoiceCancelled(invoice.id().value(), invoice.number(), WRITTEN));
            refused("invoice.not-cancellable", () -> after(PAYMENT).cancel(WRITTEN));
        }
    }

    @Nested
    class The_end_of_the_due_day {
        @ParameterizedTest(name = "{0} in {1} ends at {2}")
        @CsvSource({
            "2026-11-20, UTC, 2026-11-21T00:00:00Z",
            "2026-11-20, Europe/Madrid, 2026-11-20T23:00:00Z",
            "2026-11-20, Pacific/Auckland, 2026-11-20T11:00:00Z",
            "2026-11-20, America/Los_Angeles, 2026-11-21T08:00:00Z",
            "2026-02-28, Europe/Madrid, 2026-02-28T23:00:00Z",
            "2028-02-28, Europe/Madrid, 2028-02-28T23:00:00Z",
            "2026-12-31, Asia/Kolkata, 2026-12-31T18:30:00Z",
            // the clocks change on these days
            "2026-03-29, Europe/Madrid, 2026-03-29T22:00:00Z",
            "2026-10-25, Europe/Madrid, 2026-10-25T23:00:00Z",
            // midnight itself is skipped in Beirut on 29 March 2026: the day begins at one
            "2026-03-28, Asia/Beirut, 2026-03-28T22:00:00Z",
            // and Samoa never had 30 December 2011
            "2011-12-29, Pacific/Apia, 2011-12-30T10:00:00Z"
        })
        void is_counted_in_the_tenants_zone(String due, String zone, String end) {
            assertThat(anInvoice().due(due).sent().overdueAt(ZoneId.of(zone))).isEqualTo(end);
        }

        @Test
        void makes_it_overdue_and_not_a_moment_before() {
            var invoice = anInvoice().sent();
            var end = invoice.overdueAt(MADRID);
            invoice.lookAtTheCalendar(MADRID, end.minusNanos(1));
            assertThat(invoice.status()).isEqualTo(InvoiceStatus.SENT);
            invoice.lookAtTheCalendar(MADRID, end);
            invoice.lookAtTheCalendar(MADRID, LATER);
            assertThat(invoice.status()).isEqualTo(InvoiceStatus.OVERDUE);
            assertThat(invoice.pullEvents()).singleElement().isInstanceOfSatisfying(InvoiceOverdue.class, e -> {
                assertThat(e.overdueAt()).isEqualTo(end);
                assertThat(e.amount()).isEqualTo(12500);
            });
        }

        @Test
        void is_nothing_to_those_that_are_not_owed() {
            var pending = anInvoice().pending();
            pending.lookAtTheCalendar(MADRID, LATER);
            var paid = after(PAYMENT);
            paid.lookAtTheCalendar(MADRID, LATER);
            assertThat(pending.status()).isEqualTo(InvoiceStatus.PENDING);
            assertThat(paid.status()).isEqualTo(InvoiceStatus.PAID);
            refused("invoice.not-overdue", paid::requireOverdue);
        }
    }

    @Nested
    class Corrections {
        @Test
        void give_an_overdue_one_time_again() {
            var invoice = after(DELAY);
            invoice.moveDueDate(LocalDate.of(2027, 2, 1), MADRID, LATER);
            assertThat(invoice.status()).isEqualTo(InvoiceStatus.SENT);
            invoice.lookAtTheCalendar(MADRID, Instant.parse("2027-02-02T00:00:00Z"));
            assertThat(invoice.pullEvents()).hasSize(1);
        }

        @Test
        void stop_when_it_is_settled() {
            var day = LocalDate.of(2027, 2, 1);
            refused("invoice.settled", () -> after(PAYMENT).moveDueDate(day, MADRID, LATER));
            refused("invoice.settled", () -> after(CANCELLATION).changeCustomer(new Customer("Ana", null), LATER));
            var paid = after(PAYMENT);
            paid.moveDueDate(paid.dueDate(), MADRID, LATER);
            paid.changeExternalId("in_7", LATER);
        }
    }
}
