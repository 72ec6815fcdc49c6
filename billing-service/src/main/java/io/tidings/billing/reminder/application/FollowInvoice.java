package io.tidings.billing.reminder.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.InvoiceReminders;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceStatus;
import io.tidings.billing.reminder.domain.InvoiceReminderSet;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the reminders of an invoice, and the work that raises them, in line with it. */
@ApplicationScoped
class FollowInvoice implements InvoiceReminders {
    private final PaymentReminders reminders;
    private final DueWork due;
    private final Clock clock;

    FollowInvoice(PaymentReminders reminders, DueWork due, Clock clock) {
        this.reminders = reminders;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public Uni<Void> follow(TenantId tenant, Invoice invoice, ZoneId zone) {
        if (invoice.status() == InvoiceStatus.PENDING) {
            return Uni.createFrom().voidItem();
        }
        return reminders.ofInvoice(tenant, invoice.id().value()).chain(known -> {
            var before = waiting(known);
            var set = new InvoiceReminderSet(invoice, known);
            set.follow(zone, clock.instant(), Ids::next);
            return reminders.save(tenant, set.added()).chain(() -> reschedule(tenant, before, set.all()));
        });
    }

    private static Map<UUID, Instant> waiting(List<PaymentReminder> reminders) {
        return reminders.stream()
                .filter(PaymentReminder::isScheduled)
                .collect(Collectors.toMap(reminder -> reminder.id().value(), PaymentReminder::scheduledAt));
    }

    private Uni<Void> reschedule(TenantId tenant, Map<UUID, Instant> before, List<PaymentReminder> now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var reminder : now) {
            var id = reminder.id().value();
            if (reminder.isScheduled() && !reminder.scheduledAt().equals(before.get(id))) {
                all = all.chain(() -> due.schedule(tenant, RaiseReminder.WORK, id, reminder.scheduledAt()));
            } else if (!reminder.isScheduled() && before.containsKey(id)) {
                all = all.chain(() -> due.remove(tenant, RaiseReminder.WORK, id));
            }
        }
        return all;
    }
}
