package io.tidings.billing.invoice.domain;

import io.tidings.contracts.Customer;
import io.tidings.contracts.Event;
import io.tidings.contracts.billing.InvoiceCancelled;
import io.tidings.contracts.billing.InvoiceIssued;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.Money;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/**
 * What a customer owes. pending -> sent -> paid, or cancelled before payment; between sent and paid it is overdue once its
 * due day has ended in the tenant's zone. Saying the same thing twice changes nothing and says nothing.
 */
@Entity
@Table(name = "invoices")
public class Invoice {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    @EmbeddedId
    private InvoiceId id;

    @Column(name = "invoice_number", updatable = false)
    private String number;

    @Column(name = "customer_name")
    private @Nullable String customerName;

    @Column(name = "customer_phone")
    private @Nullable String customerPhone;

    @Column(name = "amount", updatable = false)
    private long amount;

    @Column(name = "currency", updatable = false)
    private String currency;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private InvoiceStatus status;

    @Column(name = "issue_date")
    private LocalDate issueDate;

    @Column(name = "due_date")
    private LocalDate dueDate;

    @Column(name = "paid_at")
    private @Nullable Instant paidAt;

    @Column(name = "external_id")
    private @Nullable String externalId;

    @ElementCollection
    @CollectionTable(
            name = "invoice_items",
            joinColumns = {
                @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
                @JoinColumn(name = "invoice_id", referencedColumnName = "id")
            })
    @OrderColumn(name = "position")
    private List<InvoiceItem> items;

    @Version
    @Column(name = "version")
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Transient
    private final List<Event> events = new ArrayList<>();

    protected Invoice() {}

    private Invoice(InvoiceId id, InvoiceTerms terms, Instant now) {
        this.id = id;
        this.number = terms.number();
        this.customerName = terms.customer().name();
        this.customerPhone = terms.customer().phone();
        this.amount = terms.amount().minor();
        this.currency = terms.amount().currency();
        this.status = InvoiceStatus.PENDING;
        this.issueDate = terms.issueDate();
        this.dueDate = terms.dueDate();
        this.externalId = terms.externalId();
        this.items = new ArrayList<>(terms.items());
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Writes an invoice that is not issued yet. */
    public static Invoice draft(InvoiceId id, InvoiceTerms terms, Instant now) {
        return new Invoice(id, terms, now);
    }

    /** Issues it. Refuses when it is past that ({@code invoice.not-sendable}). */
    public void send(Instant now) {
        if (status == InvoiceStatus.SENT) {
            return;
        }
        if (status != InvoiceStatus.PENDING) {
            throw new NotSendable();
        }
        become(InvoiceStatus.SENT, now);
        events.add(new InvoiceIssued(
                id.value(), number, customer(), amount, currency, dueDate, issueDate, externalId, now));
    }

    /**
     * Takes note of the payment, of a draft too: some customers are quick. Refuses when cancelled ({@code
     * invoice.not-payable}) and payments that have yet to happen ({@code invoice.paid-in-future}).
     */
    public void pay(Instant at, Instant now) {
        if (at.isAfter(now.plus(CLOCK_SKEW))) {
            throw new PaidInFuture();
        }
        if (status == InvoiceStatus.PAID) {
            return;
        }
        if (status == InvoiceStatus.CANCELLED) {
            throw new NotPayable();
        }
        become(InvoiceStatus.PAID, now);
        paidAt = at;
        events.add(new InvoicePaid(id.value(), number, at));
    }

    /** Calls it off. Refuses when paid ({@code invoice.not-cancellable}). */
    public void cancel(Instant now) {
        if (status == InvoiceStatus.CANCELLED) {
            return;
        }
        if (status == InvoiceStatus.PAID) {
            throw new NotCancellable();
        }
        become(InvoiceStatus.CANCELLED, now);
        events.add(new InvoiceCancelled(id.value(), number, now));
    }

    /** The end of the due day: its first instant that is too late. */
    public Instant overdueAt(ZoneId zone) {
        return dueDate.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Becomes overdue if the due day has ended and it is still owed; says so once per due day. */
    public void lookAtTheCalendar(ZoneId zone, Instant now) {
        if (status == InvoiceStatus.SENT && !now.isBefore(overdueAt(zone))) {
            become(InvoiceStatus.OVERDUE, now);
            events.add(new InvoiceOverdue(id.value(), number, customer(), amount, currency, dueDate, overdueAt(zone)));
        }
    }

    /** Refuses somebody's word that it is overdue when it is not ({@code invoice.not-overdue}). */
    public void requireOverdue() {
        if (status != InvoiceStatus.OVERDUE) {
            throw new NotOverdue();
        }
    }

    /** Grants another due day; one that is overdue and has time again is merely sent. Refuses when settled. */
    public void moveDueDate(LocalDate day, ZoneId zone, Instant now) {
        if (day.equals(dueDate)) {
            return;
        }
        requireNotSettled();
        InvoiceTerms.requireInReach(day);
        dueDate = day;
        updatedAt = now;
        if (status == InvoiceStatus.OVERDUE && now.isBefore(overdueAt(zone))) {
            status = InvoiceStatus.SENT;
        }
    }

    /** Corrects who owes. Refuses when settled. */
    public void changeCustomer(Customer customer, Instant now) {
        var corrected = InvoiceTerms.reachable(customer);
        if (corrected.equals(customer())) {
            return;
        }
        requireNotSettled();
        customerName = corrected.name();
        customerPhone = corrected.phone();
        updatedAt = now;
    }

    /** Names it as the shop's accounting does, also after the end. */
    public void changeExternalId(String id, Instant now) {
        if (!id.equals(externalId)) {
            externalId = id;
            updatedAt = now;
        }
    }

    /** What it says. */
    public InvoiceTerms terms() {
        return new InvoiceTerms(number, customer(), amount(), issueDate, dueDate, externalId, items);
    }

    /** Whether this is the invoice somebody else describes, as far as money and name go. */
    public boolean agreesWith(InvoiceTerms terms) {
        return number.equals(terms.number()) && amount().equals(terms.amount());
    }

    private void become(InvoiceStatus next, Instant now) {
        status = next;
        updatedAt = now;
    }

    private void requireNotSettled() {
        if (status.isSettled()) {
            throw new Settled();
        }
    }

    /** What happened since the last call. */
    public List<Event> pullEvents() {
        var pulled = List.copyOf(events);
        events.clear();
        return pulled;
    }

    public InvoiceId id() {
        return id;
    }

    public String number() {
        return number;
    }

    public Customer customer() {
        return new Customer(customerName, customerPhone);
    }

    public Money amount() {
        return new Money(amount, currency);
    }

    public InvoiceStatus status() {
        return status;
    }

    public LocalDate dueDate() {
        return dueDate;
    }

    public @Nullable Instant paidAt() {
        return paidAt;
    }

    public long version() {
        return version;
    }

    /** No such invoice of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "invoice.not-found", "There is no such invoice");
        }
    }

    /** Another invoice of the tenant has the number. */
    public static final class NumberTaken extends Refusal {
        public NumberTaken() {
            super(Kind.CONFLICT, "invoice.number-taken", "Another invoice has this number");
        }
    }

    /** The same id came with another number or amount. */
    public static final class Differs extends Refusal {
        public Differs() {
            super(Kind.CONFLICT, "invoice.differs", "The invoice is known with another number or amount");
        }
    }

    /** Only a pending invoice can be issued. */
    public static final class NotSendable extends Refusal {
        NotSendable() {
            super(Kind.CONFLICT, "invoice.not-sendable", "Only a pending invoice can be sent");
        }
    }

    /** It was cancelled. */
    public static final class NotPayable extends Refusal {
        NotPayable() {
            super(Kind.CONFLICT, "invoice.not-payable", "A cancelled invoice cannot be paid");
        }
    }

    /** It was paid. */
    public static final class NotCancellable extends Refusal {
        NotCancellable() {
            super(Kind.CONFLICT, "invoice.not-cancellable", "A paid invoice cannot be cancelled");
        }
    }

    /** The payment lies ahead. */
    public static final class PaidInFuture extends Refusal {
        PaidInFuture() {
            super(Kind.INVALID, "invoice.paid-in-future", "paid_at lies in the future");
        }
    }

    /** It is settled, or its due day has not ended. */
    public static final class NotOverdue extends Refusal {
        NotOverdue() {
            super(Kind.CONFLICT, "invoice.not-overdue", "The invoice is not overdue");
        }
    }

    /** Paid or cancelled: its terms stay. */
    public static final class Settled extends Refusal {
        Settled() {
            super(Kind.CONFLICT, "invoice.settled", "The invoice is paid or cancelled");
        }
    }
}
