package io.tidings.billing.reminder.application;

import static io.tidings.billing.invoice.domain.TestInvoice.anInvoice;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.TestInvoice;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.billing.reminder.domain.ReminderId;
import io.tidings.billing.reminder.domain.ReminderKind;
import io.tidings.billing.reminder.domain.ReminderStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What every {@link PaymentReminders} does. */
public abstract class PaymentRemindersContract {
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());
    private final Invoice invoice = anInvoice().of(tenant).sent();

    /** Does something with the reminders in a transaction of its own. */
    protected abstract <T> T in(TenantId tenant, Function<PaymentReminders, Uni<T>> work);

    /** Makes an invoice exist where reminders must point to one. */
    protected abstract void given(TenantId tenant, Invoice invoice);

    private PaymentReminder reminder(ReminderKind kind) {
        var now = TestInvoice.WRITTEN;
        return PaymentReminder.at(
                now, ReminderId.of(tenant, Ids.next()), invoice.id().value(), kind, now);
    }

    @Test
    void reminders_come_back_as_they_were_the_oldest_first() {
        given(tenant, invoice);
        var first = reminder(ReminderKind.DUE);
        var second = reminder(ReminderKind.CUSTOM);
        in(tenant, reminders -> reminders.save(tenant, List.of(first, second)));
        var read =
                in(tenant, reminders -> reminders.ofInvoice(tenant, invoice.id().value()));
        assertThat(read).extracting(PaymentReminder::id).containsExactly(first.id(), second.id());
        assertThat(read.getFirst().scheduledAt()).isEqualTo(TestInvoice.WRITTEN);
        assertThat(read.getFirst().isScheduled()).isTrue();
    }

    @Test
    void a_change_is_kept() {
        given(tenant, invoice);
        var reminder = reminder(ReminderKind.DUE);
        var id = reminder.id().value();
        var message = UUID.randomUUID();
        in(tenant, reminders -> reminders.save(tenant, List.of(reminder)));
        in(
                tenant,
                reminders -> reminders
                        .find(tenant, id)
                        .invoke(found -> {
                            found.orElseThrow().raise(invoice);
                            found.orElseThrow().sent(message, TestInvoice.WRITTEN);
                        })
                        .chain(() -> reminders.save(tenant, List.of())));
        var read = in(tenant, reminders -> reminders.find(tenant, id)).orElseThrow();
        assertThat(read.status()).isEqualTo(ReminderStatus.SENT);
        assertThat(read.messageId()).isEqualTo(message);
        assertThat(read.sentAt()).isEqualTo(TestInvoice.WRITTEN);
    }

    @Test
    void another_tenants_reminders_are_not_there() {
        given(tenant, invoice);
        var reminder = reminder(ReminderKind.DUE);
        in(tenant, reminders -> reminders.save(tenant, List.of(reminder)));
        var found = in(other, reminders -> reminders.find(other, reminder.id().value()));
        assertThat(found).isEmpty();
        var all = in(other, reminders -> reminders.ofInvoice(other, invoice.id().value()));
        assertThat(all).isEmpty();
    }
}
