package io.tidings.billing.reminder.domain;

import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** All reminders of one invoice, kept in line with it. */
public final class InvoiceReminderSet {
    private static final int MOST = 20;
    private static final Duration FURTHEST = Duration.ofDays(731);

    private final Invoice invoice;
    private final List<PaymentReminder> all;
    private final List<PaymentReminder> added = new ArrayList<>();

    public InvoiceReminderSet(Invoice invoice, Collection<PaymentReminder> known) {
        this.invoice = invoice;
        this.all = new ArrayList<>(known);
    }

    /** Plans, moves or cancels, as the invoice's status and due day ask for. */
    public void follow(ZoneId zone, Instant now, Supplier<UUID> ids) {
        switch (invoice.status()) {
            case PENDING -> {}
            case SENT, OVERDUE -> plan(zone, now, ids);
            case PAID -> all.forEach(reminder -> reminder.cancel("invoice.paid"));
            case CANCELLED -> all.forEach(reminder -> reminder.cancel("invoice.cancelled"));
        }
    }

    private void plan(ZoneId zone, Instant now, Supplier<UUID> ids) {
        new ReminderCalendar(invoice.dueDate(), zone)
                .times()
                .forEach((kind, time) -> ofKind(kind)
                        .ifPresentOrElse(known -> known.moveTo(time, now), () -> add(kind, time, ids.get(), now)));
        all.forEach(reminder -> dropIfLate(reminder, now));
    }

    /**
     * One more, asked for by the shop; a time that has passed means now. Refuses when the invoice is not open, has this
     * planned kind already or enough of them, and times more than two years ahead.
     */
    public PaymentReminder request(ReminderKind kind, Instant time, UUID id, Instant now) {
        if (!invoice.status().isOpen()) {
            throw new PaymentReminder.NotRemindable();
        }
        if (kind.isPlanned() && ofKind(kind).isPresent()) {
            throw new PaymentReminder.Exists();
        }
        if (all.size() >= MOST) {
            throw new PaymentReminder.TooMany();
        }
        if (time.isAfter(now.plus(FURTHEST))) {
            throw new PaymentReminder.TooFarAhead();
        }
        return add(kind, time.isBefore(now) ? now : time, id, now);
    }

    /** Drops one that comes so late that a later one has its time too; says whether it did. */
    public boolean dropIfLate(PaymentReminder reminder, Instant now) {
        var late = reminder.isScheduled() && all.stream().anyMatch(other -> reminder.isSupersededBy(other, now));
        if (late) {
            reminder.cancel(PaymentReminder.LATE);
        }
        return late;
    }

    private PaymentReminder add(ReminderKind kind, Instant time, UUID id, Instant now) {
        var reminder = PaymentReminder.at(
                time, ReminderId.of(tenant(), id), invoice.id().value(), kind, now);
        all.add(reminder);
        added.add(reminder);
        return reminder;
    }

    private TenantId tenant() {
        return invoice.id().tenantId();
    }

    private Optional<PaymentReminder> ofKind(ReminderKind kind) {
        return all.stream().filter(reminder -> reminder.kind() == kind).findFirst();
    }

    /** All of them, the new ones included. */
    public List<PaymentReminder> all() {
        return List.copyOf(all);
    }

    /** Those that were not there before. */
    public List<PaymentReminder> added() {
        return List.copyOf(added);
    }
}
