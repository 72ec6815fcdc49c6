package io.tidings.campaign.enrolment.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.EnrolContact;
import io.tidings.campaign.enrolment.application.FindProgress;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Contacts in campaigns. Refusals: {@code contact.not-found}, {@code campaign.not-found}, {@code enrolment.not-found},
 * {@code enrolment.exists}, {@code campaign.not-active}, {@code campaign.no-steps}.
 */
@Path("/api/v1/contacts/{contactId}")
@Produces(MediaType.APPLICATION_JSON)
class EnrolmentResource {

    /** An enrolment needs nothing but its address: an empty object, or no body at all. */
    record EnrolRequest() {}

    /**
     * @param currentStep number of the last step that was due; 0 before the first
     * @param stepsCompleted steps handed over for sending
     * @param messagesSent messages the provider has taken
     * @param lastFailureCode why the last message that failed did
     */
    record ProgressView(
            UUID enrolmentId,
            UUID contactId,
            UUID campaignId,
            String status,
            int currentStep,
            int stepsCompleted,
            int messagesSent,
            int messagesFailed,
            @Nullable String lastFailureCode,
            int repliesReceived,
            @Nullable Instant nextStepScheduledAt,
            Instant startedAt,
            @Nullable Instant lastStepAt,
            @Nullable Instant completedAt,
            @Nullable Instant lastEngagementAt) {

        static ProgressView of(Enrolment enrolment) {
            var engagement = enrolment.engagement();
            return new ProgressView(
                    enrolment.id().value(),
                    enrolment.contact(),
                    enrolment.campaign(),
                    enrolment.status().name().toLowerCase(Locale.ROOT),
                    enrolment.currentStep(),
                    enrolment.stepsCompleted(),
                    engagement.messagesSent(),
                    engagement.messagesFailed(),
                    engagement.lastFailureCode(),
                    engagement.repliesReceived(),
                    enrolment.nextStepAt(),
                    enrolment.startedAt(),
                    enrolment.lastStepAt(),
                    enrolment.completedAt(),
                    engagement.lastEngagementAt());
        }
    }

    private final EnrolContact enrolContact;
    private final FindProgress findProgress;
    private final Idempotency idempotency;

    EnrolmentResource(EnrolContact enrolContact, FindProgress findProgress, Idempotency idempotency) {
        this.enrolContact = enrolContact;
        this.findProgress = findProgress;
        this.idempotency = idempotency;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/campaign/{campaignId}/enroll")
    @PermissionsAllowed("campaigns:write")
    public Uni<Response> enrol(@BeanParam Caller caller, UUID contactId, UUID campaignId, @Nullable EnrolRequest body) {
        var command = new EnrolContact.Command(caller.tenant(), contactId, campaignId);
        return idempotency.once(
                caller,
                Map.of(),
                () -> enrolContact
                        .handle(command)
                        .map(enrolment -> Answers.created(
                                "/api/v1/contacts/" + contactId + "/campaigns/" + campaignId + "/progress",
                                ProgressView.of(enrolment),
                                enrolment.version())));
    }

    @GET
    @Path("/campaigns/{campaignId}/progress")
    @PermissionsAllowed("campaigns:read")
    public Uni<Response> progress(@BeanParam Caller caller, UUID contactId, UUID campaignId) {
        return findProgress
                .handle(caller.tenant(), contactId, campaignId)
                .map(enrolment -> Answers.ok(ProgressView.of(enrolment), enrolment.version()));
    }
}
