package io.tidings.billing.reminder.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.Invoices;
import io.tidings.billing.reminder.domain.InvoiceReminderSet;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.billing.reminder.domain.ReminderKind;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.DueWork;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Adds a reminder that the shop asks for by itself. */
@ApplicationScoped
public class RequestReminder {

    /** @param at null: now */
    public record Command(
            TenantId tenant,
            UUID invoice,
            ReminderKind kind,
            @Nullable Instant at) {}

    private final TenantTx tx;
    private final Invoices invoices;
    private final PaymentReminders reminders;
    private final DueWork due;
    private final Clock clock;

    RequestReminder(TenantTx tx, Invoices invoices, PaymentReminders reminders, DueWork due, Clock clock) {
        this.tx = tx;
        this.invoices = invoices;
        this.reminders = reminders;
        this.due = due;
        this.clock = clock;
    }

    /** Refuses unknown invoices ({@code invoice.not-found}) and what {@link InvoiceReminderSet#request} refuses. */
    public Uni<PaymentReminder> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> invoices.byId(command.tenant(), command.invoice())
                        .chain(invoice -> reminders
                                .ofInvoice(command.tenant(), command.invoice())
                                .chain(known -> add(command, new InvoiceReminderSet(invoice, known)))));
    }

    private Uni<PaymentReminder> add(Command command, InvoiceReminderSet set) {
        var now = clock.instant();
        var reminder = set.request(command.kind(), command.at() == null ? now : command.at(), Ids.next(), now);
        return reminders
                .save(command.tenant(), set.added())
                .chain(() -> due.schedule(
                        command.tenant(), RaiseReminder.WORK, reminder.id().value(), reminder.scheduledAt()))
                .replaceWith(reminder);
    }
}
