package io.tidings.messaging.contact.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.consent.domain.Evidence;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/**
 * What a contact allowed, line by line; lines are added and never changed. Refuses {@code contact.not-found} 404,
 * {@code consent.evidence} 422 and {@code consent.at} 400. An erased contact keeps its ledger.
 */
@Path("/api/v1/contacts/{id}/consents")
class ContactConsentResource {
    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    record ConsentRequest(
            @NotNull @Pattern(regexp = "marketing|transactional")
            String purpose,

            @NotNull @Pattern(regexp = "granted|revoked") String decision,
            @NotBlank @Size(max = 100) String source,
            @Nullable @Size(max = 2000) String wording,
            @Nullable Map<String, String> evidence) {}

    record ConsentView(
            UUID id,
            UUID contactId,
            String purpose,
            String decision,
            String source,
            @Nullable String wording,
            @Nullable String actor,
            Map<String, String> evidence,
            @Nullable String evidenceSha256,
            Instant recordedAt) {
        static ConsentView of(Consent line) {
            return new ConsentView(
                    line.id(),
                    line.contact(),
                    line.purpose().wire(),
                    line.decision().wire(),
                    line.source(),
                    line.wording(),
                    line.actor(),
                    line.evidence(),
                    line.evidenceDigest(),
                    line.recordedAt());
        }
    }

    /**
     * The ledger up to a moment, newest first, and what counted then.
     *
     * @param state replayed from all lines up to {@code at}, whatever page is shown
     */
    record LedgerView(
            Instant at,
            ContactView.ConsentsView state,
            List<ConsentView> items,
            @Nullable String nextCursor) {}

    private final RecordConsent recordConsent;
    private final Consents consents;
    private final Contacts contacts;
    private final TenantTx tx;
    private final Idempotency idempotency;
    private final Clock clock;

    ContactConsentResource(
            RecordConsent recordConsent,
            Consents consents,
            Contacts contacts,
            TenantTx tx,
            Idempotency idempotency,
            Clock clock) {
        this.recordConsent = recordConsent;
        this.consents = consents;
        this.contacts = contacts;
        this.tx = tx;
        this.idempotency = idempotency;
        this.clock = clock;
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
                body.wording(),
                caller.principal(),
                Evidence.read(body.evidence()));
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

    /** @param at RFC 3339; now when absent */
    @GET
    @PermissionsAllowed("contacts:read")
    public Uni<LedgerView> ledger(
            @BeanParam Caller caller, @BeanParam PageQuery page, UUID id, @QueryParam("at") @Nullable String at) {
        var request = page.of(caller.tenant());
        var moment = at == null ? clock.instant() : moment(at).orElseThrow(NoMoment::new);
        return tx.run(
                request.tenant(),
                () -> contacts.hasLedger(request.tenant(), id)
                        .invoke(known -> {
                            if (!known) {
                                throw new Contact.NotFound();
                            }
                        })
                        .chain(() -> consents.asOf(request.tenant(), id, moment))
                        .chain(state -> consents.ledger(request.tenant(), request, id, moment)
                                .map(found -> new LedgerView(
                                        moment,
                                        ContactView.ConsentsView.of(state),
                                        found.items().stream()
                                                .map(ConsentView::of)
                                                .toList(),
                                        found.nextCursor()))));
    }

    /** A time that the database takes; empty for any other text. */
    static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(moment -> moment.isAfter(EARLIEST) && moment.isBefore(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Uni<Contact> existing(TenantId tenant, UUID contact) {
        return contacts.byId(tenant, contact).map(found -> found.orElseThrow(Contact.NotFound::new));
    }

    /** Not a time. */
    static final class NoMoment extends Refusal {
        NoMoment() {
            super(Kind.MALFORMED, "consent.at", "at takes a time such as 2026-11-20T12:00:00Z");
        }
    }
}
