package io.tidings.messaging.question.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.question.application.PendingQuestions;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Caller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/**
 * For who asks people something with a template, such as whether a cash order shall be sent: until they write, or the
 * time is over, CANCEL and YES are taken for the answer. Refuses {@code contact.not-found} 404.
 */
@Path("/api/v1/contacts/{id}/pending-question")
class PendingQuestionResource {

    /** @param expiresIn seconds, a week at most */
    record QuestionRequest(
            @NotBlank @Size(max = 200) String about,
            @NotNull @Min(1) @Max(604_800) Long expiresIn) {}

    record QuestionView(UUID contactId, String about, Instant expiresAt) {}

    private final PendingQuestions questions;
    private final Contacts contacts;
    private final TenantTx tx;
    private final Clock clock;

    PendingQuestionResource(PendingQuestions questions, Contacts contacts, TenantTx tx, Clock clock) {
        this.questions = questions;
        this.contacts = contacts;
        this.tx = tx;
        this.clock = clock;
    }

    @PUT
    @PermissionsAllowed("contacts:write")
    public Uni<QuestionView> ask(@BeanParam Caller caller, UUID id, @NotNull @Valid QuestionRequest body) {
        var tenant = caller.tenant();
        var expiresAt = clock.instant().plus(Duration.ofSeconds(body.expiresIn()));
        return tx.run(
                tenant,
                () -> contacts.byIdForChange(tenant, id)
                        .map(found -> found.orElseThrow(Contact.NotFound::new))
                        .chain(() -> questions.ask(tenant, id, body.about(), expiresAt))
                        .replaceWith(new QuestionView(id, body.about(), expiresAt)));
    }
}
