package io.tidings.billing.reminder.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.MarkOverdue;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.reminder.domain.InvoiceReminderSet;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Hands a reminder whose time has come to messaging. Everything is looked at again while the invoice is locked: whether it
 * is still owed, whether the reminder still waits, whether a later one has taken its place. Safe to begin twice.
 */
@ApplicationScoped
public class RaiseReminder {
    /** Kind of the due work that calls for this. */
    public static final String WORK = "payment-reminder";

    public record Command(TenantId tenant, UUID reminder) {}

    private final TenantTx tx;
    private final PaymentReminders reminders;
    private final MarkOverdue markOverdue;
    private final DueWork due;
    private final Outbox outbox;
    private final Clock clock;

    RaiseReminder(
            TenantTx tx, PaymentReminders reminders, MarkOverdue markOverdue, DueWork due, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.reminders = reminders;
        this.markOverdue = markOverdue;
        this.due = due;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> reminders
                        .find(command.tenant(), command.reminder())
                        .chain(found -> found.isPresent() ? inLine(command, found.get()) : done(command)));
    }

    /** The invoice first: an overdue notice must not overtake the news that it is overdue. */
    private Uni<Void> inLine(Command command, PaymentReminder reminder) {
        return markOverdue
                .handle(new MarkOverdue.Command(command.tenant(), reminder.invoice()))
                .chain(invoice -> raise(command, reminder, invoice));
    }

    private Uni<Void> raise(Command command, PaymentReminder reminder, Invoice invoice) {
        if (!reminder.isScheduled()) {
            return done(command);
        }
        if (reminder.scheduledAt().isAfter(clock.instant())) {
            return due.schedule(command.tenant(), WORK, command.reminder(), reminder.scheduledAt());
        }
        return reminders
                .ofInvoice(command.tenant(), invoice.id().value())
                .chain(all -> new InvoiceReminderSet(invoice, all).dropIfLate(reminder, clock.instant())
                        ? Uni.createFrom().voidItem()
                        : publish(command, reminder, invoice))
                .chain(() -> reminders.save(command.tenant(), List.of()))
                .chain(() -> done(command));
    }

    private Uni<Void> publish(Command command, PaymentReminder reminder, Invoice invoice) {
        return reminder.raise(invoice)
                .map(event -> outbox.append(command.tenant(), event))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> done(Command command) {
        return due.remove(command.tenant(), WORK, command.reminder());
    }
}
