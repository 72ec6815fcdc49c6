package io.tidings.billing.reminder.domain;

import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.contracts.billing.PaymentReminderDue;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/**
 * One reminder of one invoice, handed to messaging at most once. What has been handed over is cancelled with the payment
 * too, and still becomes sent when it turns out that messaging was quicker.
 */
@Entity
@Table(name = "payment_reminders")
public class PaymentReminder {
    /** Reason: a later reminder of the same invoice has its time too. */
    public static final String LATE = "late";

    /** Reason: there is no phone to write to. */
    public static final String NO_PHONE = "customer.no-phone";

    @EmbeddedId
    private ReminderId id;

    @Column(name = "invoice_id", updatable = false)
    private UUID invoice;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind", updatable = false)
    private ReminderKind kind;

    @Column(name = "scheduled_at")
    private Instant scheduledAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private ReminderStatus status;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @Column(name = "message_id")
    private @Nullable UUID messageId;

    @Version
    @Column(name = "version")
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected PaymentReminder() {}

    private PaymentReminder(ReminderId id, UUID invoice, ReminderKind kind, Instant at, Instant now) {
        this.id = id;
        this.invoice = invoice;
        this.kind = kind;
        this.scheduledAt = at;
        this.status = ReminderStatus.SCHEDULED;
        this.createdAt = now;
    }

    public static PaymentReminder at(Instant time, ReminderId id, UUID invoice, ReminderKind kind, Instant now) {
        return new PaymentReminder(id, invoice, kind, time, now);
    }

    /**
     * Follows a due day that has moved: what is still to come moves with it, and what was dropped as late has its chance
     * again. What has gone out has gone out.
     */
    public void moveTo(Instant time, Instant now) {
        var secondChance = status == ReminderStatus.CANCELLED && LATE.equals(reason) && time.isAfter(now);
        if (status == ReminderStatus.SCHEDULED || secondChance) {
            status = ReminderStatus.SCHEDULED;
            reason = null;
            scheduledAt = time;
        }
    }

    /** Drops what is not known to have been sent; otherwise changes nothing. */
    public void cancel(String why) {
        if (status == ReminderStatus.SCHEDULED || status == ReminderStatus.DUE) {
            status = ReminderStatus.CANCELLED;
            reason = why;
        }
    }

    /** Hands it over to messaging, or fails when {@code invoice} names nobody to write to. */
    public Optional<PaymentReminderDue> raise(Invoice invoice) {
        if (invoice.customer().phone() == null) {
            status = ReminderStatus.FAILED;
            reason = NO_PHONE;
            return Optional.empty();
        }
        status = ReminderStatus.DUE;
        return Optional.of(new PaymentReminderDue(
                id.value(),
                invoice.id().value(),
                invoice.number(),
                invoice.customer(),
                invoice.amount().minor(),
                invoice.amount().currency(),
                invoice.dueDate(),
                kind.wire(),
                scheduledAt));
    }

    /** Messaging has sent it: the last word, also about one that was cancelled in between. */
    public void sent(UUID message, Instant at) {
        if (status == ReminderStatus.DUE || status == ReminderStatus.CANCELLED) {
            status = ReminderStatus.SENT;
            reason = null;
            messageId = message;
            sentAt = at;
        }
    }

    /** It will not arrive. Messaging has already tried again what was worth it. */
    public void failed(UUID message, String code) {
        if (status == ReminderStatus.DUE || status == ReminderStatus.SENT) {
            status = ReminderStatus.FAILED;
            reason = code;
            messageId = message;
        }
    }

    /**
     * Whether {@code other} has taken this one's place at {@code now}: it is later by a day or more and its time has come
     * too. Happens after an outage; a customer gets the latest reminder and not all of them at once.
     */
    public boolean isSupersededBy(PaymentReminder other, Instant now) {
        return other.status != ReminderStatus.CANCELLED
                && !other.scheduledAt.isAfter(now)
                && !other.scheduledAt.isBefore(scheduledAt.plus(ReminderCalendar.SHORTEST_DAY));
    }

    public ReminderId id() {
        return id;
    }

    public UUID invoice() {
        return invoice;
    }

    public ReminderKind kind() {
        return kind;
    }

    public Instant scheduledAt() {
        return scheduledAt;
    }

    public ReminderStatus status() {
        return status;
    }

    public @Nullable String reason() {
        return reason;
    }

    public @Nullable Instant sentAt() {
        return sentAt;
    }

    public @Nullable UUID messageId() {
        return messageId;
    }

    public boolean isScheduled() {
        return status == ReminderStatus.SCHEDULED;
    }

    /** The invoice has a reminder of this planned kind. */
    public static final class Exists extends Refusal {
        public Exists() {
            super(Kind.CONFLICT, "reminder.exists", "The invoice has a reminder of this type");
        }
    }

    /** Nobody is reminded of what is not issued or no longer owed. */
    public static final class NotRemindable extends Refusal {
        public NotRemindable() {
            super(Kind.CONFLICT, "reminder.not-remindable", "Only sent and overdue invoices have reminders");
        }
    }

    /** A customer is not to be flooded. */
    public static final class TooMany extends Refusal {
        public TooMany() {
            super(Kind.CONFLICT, "reminder.too-many", "An invoice takes 20 reminders at most");
        }
    }

    /** Further ahead than anybody plans. */
    public static final class TooFarAhead extends Refusal {
        public TooFarAhead() {
            super(Kind.INVALID, "reminder.too-far-ahead", "A reminder can be scheduled two years ahead at most");
        }
    }
}
