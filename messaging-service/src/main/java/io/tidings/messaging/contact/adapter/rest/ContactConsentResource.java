package io.tidings.messaging.contact.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What a contact allowed, line by line; lines are added and never changed. Refuses {@code contact.not-found} 404. */
@Path("/api/v1/contacts/{id}/consents")
class ContactConsentResource {

    record ConsentRequest(
            @NotNull @Pattern(regexp = "marketing|transactional")
            String purpose,

            @NotNull @Pattern(regexp = "granted|revoked") String decision,
            @NotBlank @Size(max = 100) String source,
            @Nullable @Size(max = 2000) String wording) {}

    record ConsentView(
            UUID id,
            UUID contactId,
            String purpose,
            String decision,
            String source,
            @Nullable String wording,
            Instant recordedAt) {
        static ConsentView of(Consent line) {
            return new ConsentView(
                    line.id(),
                    line.contact(),
                    line.purpose().wire(),
                    line.decision().wire(),
                    line.source(),
                    line.wording(),
                    line.recordedAt());
        }
    }

    private final RecordConsent recordConsent;
    private final Consents consents;
    private final Contacts contacts;
    private final TenantTx tx;
    private final Idempotency idempotency;

    ContactConsentResource(
            RecordConsent recordConsent, Consents consents, Contacts contacts, TenantTx tx, Idempotency idempotency) {
        this.recordConsent = recordConsent;
        this.consents = consents;
        this.contacts = contacts;
        this.tx = tx;
        this.idempotency = idempotency;
    }

    @POST
    @PermissionsAllowed("contacts:write")
    public Uni<Response> record(@BeanParam Caller caller, UUID id, @NotNull @Valid ConsentRequest body) {
        var command = new RecordConsent.Command(
                caller.tenant(),
                id,
                Set.of(ConsentPurpose.of(body.purpose())),
                Decision.of(body.decision()),
                body.source(),
                body.wording());
        return idempotency.once(
                caller,
                body,
                () -> tx.run(
                        command.tenant(),
                        () -> existing(command.tenant(), id)
                                .chain(() -> recordConsent.handle(command))
                                .map(lines -> Answers.created(
                                        "/api/v1/contacts/" + id + "/consents", ConsentView.of(lines.getFirst()), 0))));
    }

    @GET
    @PermissionsAllowed("contacts:read")
    public Uni<Page<ConsentView>> ledger(@BeanParam Caller caller, @BeanParam PageQuery page, UUID id) {
        var request = page.of(caller.tenant());
        return tx.run(
                request.tenant(),
                () -> existing(request.tenant(), id)
                        .chain(() -> consents.ledger(request.tenant(), request, id))
                        .map(found -> new Page<>(
                                found.items().stream().map(ConsentView::of).toList(), found.nextCursor())));
    }

    private Uni<Contact> existing(TenantId tenant, UUID contact) {
        return contacts.byId(tenant, contact).map(found -> found.orElseThrow(Contact.NotFound::new));
    }
}
