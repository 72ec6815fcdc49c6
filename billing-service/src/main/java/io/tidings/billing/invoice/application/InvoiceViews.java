package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.InvoiceStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invoices as they are shown. Inside the tenant's transaction only. */
public interface InvoiceViews {

    /** Who owes. */
    record CustomerView(@Nullable String name, @Nullable String phone) {}

    /** One line; minor units. */
    record ItemView(String description, int quantity, long unitAmount) {}

    /**
     * One reminder.
     *
     * @param reminderType due, overdue_1day, overdue_7day or custom
     * @param status scheduled, due, sent, failed or cancelled
     * @param reason code of why it failed or was cancelled
     * @param messageId the message that carried it
     */
    record ReminderView(
            UUID id,
            String reminderType,
            Instant scheduledAt,
            @Nullable Instant sentAt,
            String status,
            @Nullable String reason,
            @Nullable UUID messageId) {}

    /** One invoice with its lines and reminders; amounts in minor units. */
    record InvoiceView(
            UUID id,
            String invoiceNumber,
            CustomerView customer,
            long amount,
            String currency,
            String status,
            LocalDate issueDate,
            LocalDate dueDate,
            @Nullable Instant paidAt,
            @Nullable String externalId,
            List<ItemView> items,
            List<ReminderView> reminders,
            Instant createdAt,
            Instant updatedAt) {}

    /** An invoice and the version it was read at. */
    record Versioned(InvoiceView view, long version) {}

    /** Fails with {@code invoice.not-found}. */
    Uni<Versioned> byId(TenantId tenant, UUID id);

    /** {@link PageRequest#fetch} invoices at most, newest first. */
    Uni<List<InvoiceView>> list(TenantId tenant, PageRequest page, Optional<InvoiceStatus> status);

    /** {@link PageRequest#fetch} reminders of one invoice at most, newest first; fails with {@code invoice.not-found}. */
    Uni<List<ReminderView>> reminders(TenantId tenant, PageRequest page, UUID invoice);
}
