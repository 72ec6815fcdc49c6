package io.tidings.messaging.lead.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.domain.Profile;
import io.tidings.messaging.lead.application.ConvertLead;
import io.tidings.messaging.lead.application.EditLead;
import io.tidings.messaging.lead.application.Leads;
import io.tidings.messaging.lead.domain.Lead;
import io.tidings.messaging.lead.domain.LeadStatus;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
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
 * People who may become customers. Refusals: {@code lead.not-found} 404, {@code lead.transition}, {@code lead.open} and
 * {@code lead.unreachable} 409, {@code lead.status} 400, {@code phone.invalid} 422.
 */
@Path("/api/v1/leads")
class LeadResource {
    private static final String STATUS = "new|qualified|won|lost";

    /** @param phone international */
    record AddRequest(
            @NotBlank @Size(max = 40) String phone,
            @Nullable @Size(max = 200) String name,
            @Nullable @Size(max = 2000) String note) {}

    /** Replaces both; an absent note is taken away. */
    record EditRequest(
            @NotNull @Pattern(regexp = STATUS) String status,
            @Nullable @Size(max = 2000) String note) {}

    record LeadView(
            UUID id,
            @Nullable UUID contactId,
            @Nullable String phone,
            @Nullable String name,
            String source,
            Map<String, String> referral,
            String status,
            @Nullable String note,
            @Nullable Instant convertedAt,
            Instant createdAt,
            Instant updatedAt) {
        static LeadView of(Lead lead) {
            return new LeadView(
                    lead.id(),
                    lead.contact(),
                    lead.phone() == null ? null : lead.phone().e164(),
                    lead.name(),
                    lead.source(),
                    lead.referral(),
                    lead.status().wire(),
                    lead.note(),
                    lead.convertedAt(),
                    lead.createdAt(),
                    lead.updatedAt());
        }
    }

    private final Leads leads;
    private final EditLead editLead;
    private final ConvertLead convertLead;
    private final TenantTx tx;
    private final Idempotency idempotency;
    private final Clock clock;

    LeadResource(
            Leads leads,
            EditLead editLead,
            ConvertLead convertLead,
            TenantTx tx,
            Idempotency idempotency,
            Clock clock) {
        this.leads = leads;
        this.editLead = editLead;
        this.convertLead = convertLead;
        this.tx = tx;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @POST
    @PermissionsAllowed("leads:write")
    public Uni<Response> add(@BeanParam Caller caller, @NotNull @Valid AddRequest body) {
        var tenant = caller.tenant();
        var lead = Lead.of(
                null,
                PhoneNumber.parse(body.phone()),
                Profile.clean(body.name()),
                "api",
                Map.of(),
                body.note(),
                clock.instant());
        return idempotency.once(
                caller,
                body,
                () -> tx.run(tenant, () -> leads.add(tenant, lead))
                        .map(added -> Answers.created("/api/v1/leads/" + lead.id(), LeadView.of(lead), 0)));
    }

    @GET
    @PermissionsAllowed("leads:read")
    public Uni<Page<LeadView>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @QueryParam("status") @Nullable String status) {
        var request = page.of(caller.tenant());
        if (status != null && !status.matches(STATUS)) {
            throw new NoStatus();
        }
        var wanted = status == null ? null : LeadStatus.of(status);
        return tx.run(
                request.tenant(),
                () -> leads.list(request.tenant(), request, wanted)
                        .map(found -> new Page<>(
                                found.items().stream().map(LeadView::of).toList(), found.nextCursor())));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("leads:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        var tenant = caller.tenant();
        return tx.run(
                tenant,
                () -> leads.byId(tenant, id)
                        .map(found -> found.orElseThrow(Lead.NotFound::new))
                        .map(LeadResource::answer));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed("leads:write")
    public Uni<Response> edit(@BeanParam Caller caller, UUID id, @NotNull @Valid EditRequest body) {
        return editLead.handle(new EditLead.Command(
                        caller.tenant(), id, LeadStatus.of(body.status()), body.note(), caller::expectVersion))
                .map(LeadResource::answer);
    }

    /** The lead becomes a contact and is won; converted once, it stays as it is. */
    @POST
    @Path("/{id}/convert")
    @PermissionsAllowed("leads:write")
    public Uni<Response> convert(@BeanParam Caller caller, UUID id) {
        return convertLead.handle(new ConvertLead.Command(caller.tenant(), id)).map(LeadResource::answer);
    }

    private static Response answer(Lead lead) {
        return Answers.ok(LeadView.of(lead), lead.version());
    }

    /** Not a status of leads. */
    static final class NoStatus extends Refusal {
        NoStatus() {
            super(Kind.MALFORMED, "lead.status", "status takes new, qualified, won or lost");
        }
    }
}
