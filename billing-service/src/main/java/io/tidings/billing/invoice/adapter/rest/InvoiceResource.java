package io.tidings.billing.invoice.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.ChangeInvoice;
import io.tidings.billing.invoice.application.ChangeInvoice.Change;
import io.tidings.billing.invoice.application.CreateInvoice;
import io.tidings.billing.invoice.application.InvoiceViews;
import io.tidings.billing.invoice.application.InvoiceViews.InvoiceView;
import io.tidings.billing.invoice.application.TenantZones;
import io.tidings.billing.invoice.domain.InvoiceItem;
import io.tidings.billing.invoice.domain.InvoiceStatus;
import io.tidings.contracts.Customer;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/**
 * Invoices of the calling tenant. Refuses fields that break their rules (422 {@code request.invalid}), what the invoice
 * itself refuses (409, 422 {@code invoice.…}), and another tenant's invoices as if they were not there (404 {@code
 * invoice.not-found}).
 */
@Path("/api/v1/invoices")
class InvoiceResource {
    /** Who owes; without a phone nobody is reminded. */
    record CustomerRequest(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(min = 1, max = 40) String phone) {
        Customer toCustomer() {
            return new Customer(name, phone);
        }
    }

    /** One line; minor units, below zero for a discount. */
    record ItemRequest(
            @NotBlank @Size(max = 500) String description,
            @NotNull @Min(1) @Max(1_000_000) Integer quantity,
            @NotNull Long unitAmount) {
        InvoiceItem toItem() {
            return new InvoiceItem(description, quantity, unitAmount);
        }
    }

    /** A new invoice: issued (sent) unless it is to stay pending. */
    record CreateRequest(
            @Nullable @Pattern(regexp = "\\S(.{0,62}\\S)?", message = "takes 1 to 64 characters")
            String invoiceNumber,

            @NotNull @Valid CustomerRequest customer,
            @NotNull Long amount,
            @NotNull @Size(min = 3, max = 3) String currency,
            @Nullable LocalDate issueDate,
            @NotNull LocalDate dueDate,
            @Nullable @Size(min = 1, max = 255) String externalId,
            @Nullable @Size(max = 200) List<@NotNull @Valid ItemRequest> items,

            @Nullable @Pattern(regexp = "pending|sent", message = "takes pending or sent")
            String status) {

        CreateInvoice.Command toCommand(TenantId tenant, UUID id) {
            return new CreateInvoice.Command(
                    tenant,
                    id,
                    invoiceNumber,
                    customer.toCustomer(),
                    new Money(amount, currency),
                    issueDate,
                    dueDate,
                    externalId,
                    items == null
                            ? List.of()
                            : items.stream().map(ItemRequest::toItem).toList(),
                    !"pending".equals(status));
        }
    }

    /** What is to change; what is left out stays. Overdue is not for people to say. */
    record ChangeRequest(
            @Nullable @Pattern(regexp = "sent|paid|cancelled", message = "takes sent, paid or cancelled")
            String status,

            @Nullable LocalDate dueDate,
            @Nullable @Valid CustomerRequest customer,
            @Nullable @Size(min = 1, max = 255) String externalId,
            @Nullable Instant paidAt) {

        List<Change> toChanges(Instant now) {
            if (paidAt != null && !"paid".equals(status)) {
                throw new PaidAtAlone();
            }
            var changes = new ArrayList<Change>(4);
            if (externalId != null) {
                changes.add(new Change.ChangeExternalId(externalId));
            }
            if (customer != null) {
                changes.add(new Change.ChangeCustomer(customer.toCustomer()));
            }
            if (dueDate != null) {
                changes.add(new Change.MoveDueDate(dueDate));
            }
            switch (status) {
                case "sent" -> changes.add(new Change.Send());
                case "paid" -> changes.add(new Change.Pay(paidAt == null ? now : paidAt));
                case "cancelled" -> changes.add(new Change.Cancel());
                case null, default -> {}
            }
            return changes;
        }
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 8;

    private final TenantTx tx;
    private final Idempotency idempotency;
    private final CreateInvoice create;
    private final ChangeInvoice change;
    private final InvoiceViews views;
    private final Clock clock;

    InvoiceResource(
            TenantTx tx,
            Idempotency idempotency,
            CreateInvoice create,
            ChangeInvoice change,
            InvoiceViews views,
            Clock clock) {
        this.tx = tx;
        this.idempotency = idempotency;
        this.create = create;
        this.change = change;
        this.views = views;
        this.clock = clock;
    }

    /** 201 with the invoice. Takes an Idempotency-Key. A tenant created this very moment is waited for. */
    @POST
    @PermissionsAllowed("invoices:write")
    public Uni<Response> create(@BeanParam Caller caller, @NotNull @Valid CreateRequest body) {
        var tenant = caller.tenant();
        return idempotency
                .once(
                        caller,
                        body,
                        () -> tx.run(
                                tenant,
                                () -> create.handle(body.toCommand(tenant, Ids.next()))
                                        .chain(invoice ->
                                                views.byId(tenant, invoice.id().value()))
                                        .map(found -> Answers.created(
                                                "/api/v1/invoices/"
                                                        + found.view().id(),
                                                found.view(),
                                                found.version()))))
                .onFailure(TenantZones.NotYetKnown.class)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(TRIES);
    }

    /** The invoice with its lines and reminders. */
    @GET
    @Path("/{id}")
    @PermissionsAllowed("invoices:read")
    public Uni<Response> read(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(tenant, () -> views.byId(tenant, id)).map(found -> Answers.ok(found.view(), found.version()));
    }

    /** Newest first. Refuses a status that is none (400 {@code invoice.status}). */
    @GET
    @PermissionsAllowed("invoices:read")
    public Uni<Page<InvoiceView>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @QueryParam("status") @Nullable String status) {
        var request = page.of(caller.tenant());
        var only = statusOf(status);
        return tx.run(request.tenant(), () -> views.list(request.tenant(), request, only))
                .map(found -> Page.of(request, found, InvoiceView::id));
    }

    /** Changes all that is named or nothing; takes If-Match (412 {@code request.stale}). */
    @PUT
    @Path("/{id}")
    @PermissionsAllowed("invoices:write")
    public Uni<Response> change(@BeanParam Caller caller, UUID id, @NotNull @Valid ChangeRequest body) {
        var tenant = caller.tenant();
        var command = new ChangeInvoice.Command(tenant, id, body.toChanges(clock.instant()), caller::expectVersion);
        return tx.run(tenant, () -> change.handle(command).chain(() -> views.byId(tenant, id)))
                .map(found -> Answers.ok(found.view(), found.version()));
    }

    private static Optional<InvoiceStatus> statusOf(@Nullable String wire) {
        if (wire == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(InvoiceStatus.values())
                .filter(status -> status.wire().equals(wire))
                .findFirst()
                .orElseThrow(UnknownStatus::new));
    }

    /** A filter by a status that does not exist. */
    static final class UnknownStatus extends Refusal {
        UnknownStatus() {
            super(Kind.MALFORMED, "invoice.status", "status takes pending, sent, paid, overdue or cancelled");
        }
    }

    /** When something was paid that is not said to be. */
    static final class PaidAtAlone extends Refusal {
        PaidAtAlone() {
            super(Kind.INVALID, "invoice.paid-at", "paid_at goes with the status paid");
        }
    }
}
