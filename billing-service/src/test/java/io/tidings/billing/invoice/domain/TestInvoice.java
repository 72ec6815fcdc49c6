package io.tidings.billing.invoice.domain;

import io.tidings.contracts.Customer;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Money;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Builds invoices for tests: 125.00 EUR of Lucía, due on 20 November 2026, unless told otherwise. */
public final class TestInvoice {
    public static final Instant WRITTEN = Instant.parse("2026-11-01T09:00:00Z");

    private TenantId tenant = new TenantId(UUID.randomUUID());
    private String number = "2026-0117";
    private @Nullable String phone = "+34612345678";
    private long amount = 12500;
    private LocalDate dueDate = LocalDate.of(2026, 11, 20);
    private List<InvoiceItem> items = List.of();

    public static TestInvoice anInvoice() {
        return new TestInvoice();
    }

    public TestInvoice of(TenantId tenant) {
        this.tenant = tenant;
        return this;
    }

    public TestInvoice number(String number) {
        this.number = number;
        return this;
    }

    public TestInvoice phone(@Nullable String phone) {
        this.phone = phone;
        return this;
    }

    public TestInvoice amount(long amount) {
        this.amount = amount;
        return this;
    }

    public TestInvoice due(String day) {
        this.dueDate = LocalDate.parse(day);
        return this;
    }

    public TestInvoice items(InvoiceItem... items) {
        this.items = List.of(items);
        return this;
    }

    public InvoiceTerms terms() {
        return new InvoiceTerms(
                number,
                new Customer("Lucía", phone),
                new Money(amount, "EUR"),
                LocalDate.of(2026, 11, 1),
                dueDate,
                null,
                items);
    }

    public Invoice pending() {
        return Invoice.draft(InvoiceId.of(tenant, UUID.randomUUID()), terms(), WRITTEN);
    }

    public Invoice sent() {
        var invoice = pending();
        invoice.send(WRITTEN);
        invoice.pullEvents();
        return invoice;
    }
}
