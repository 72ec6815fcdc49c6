package io.tidings.billing.reminder.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.InvoiceViews;
import io.tidings.billing.invoice.application.InvoiceViews.ReminderView;
import io.tidings.billing.reminder.application.RequestReminder;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.billing.reminder.domain.ReminderKind;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Reminders of one invoice of the calling tenant. Another tenant's invoice is not there (404 {@code invoice.not-found}).
 */
@Path("/api/v1/invoices/{id}/reminders")
class ReminderResource {
    /** One more reminder: a custom one, now, unless it says otherwise. */
    record ReminderRequest(
            @Nullable
            @Pattern(
                    regexp = "due|overdue_1day|overdue_7day|custom",
                    message = "takes due, overdue_1day, overdue_7day or custom")
            String reminderType,

            @Nullable Instant scheduledAt) {

        ReminderKind kind() {
            return reminderType == null
                    ? ReminderKind.CUSTOM
                    : ReminderKind.valueOf(reminderType.toUpperCase(Locale.ROOT));
        }
    }

    private final TenantTx tx;
    private final Idempotency idempotency;
    private final RequestReminder request;
    private final InvoiceViews views;

    ReminderResource(TenantTx tx, Idempotency idempotency, RequestReminder request, InvoiceViews views) {
        this.tx = tx;
        this.idempotency = idempotency;
        this.request = request;
        this.views = views;
    }

    /** 201 with the reminder. Takes an Idempotency-Key. Refuses what is not owed, and too many (409 {@code reminder.…}). */
    @POST
    @PermissionsAllowed("invoices:write")
    public Uni<Response> create(@BeanParam Caller caller, UUID id, @NotNull @Valid ReminderRequest body) {
        var command = new RequestReminder.Command(caller.tenant(), id, body.kind(), body.scheduledAt());
        return idempotency.once(
                caller,
                body,
                () -> request.handle(command)
                        .map(made -> Answers.created("/api/v1/invoices/" + id + "/reminders", view(made), 0)));
    }

    /** Newest first. */
    @GET
    @PermissionsAllowed("invoices:read")
    public Uni<Page<ReminderView>> list(@BeanParam Caller caller, @BeanParam PageQuery page, UUID id) {
        var wanted = page.of(caller.tenant());
        return tx.run(wanted.tenant(), () -> views.reminders(wanted.tenant(), wanted, id))
                .map(found -> Page.of(wanted, found, ReminderView::id));
    }

    private static ReminderView view(PaymentReminder reminder) {
        return new ReminderView(
                reminder.id().value(),
                reminder.kind().wire(),
                reminder.scheduledAt(),
                reminder.sentAt(),
                reminder.status().name().toLowerCase(Locale.ROOT),
                reminder.reason(),
                reminder.messageId());
    }
}
