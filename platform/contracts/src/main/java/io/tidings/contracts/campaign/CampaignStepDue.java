package io.tidings.contracts.campaign;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A step of a campaign should go out now to one contact.
 *
 * @param enrolmentId the contact's way through the campaign
 * @param campaignId the campaign
 * @param stepId the step
 * @param stepNumber 1 for the first
 * @param contactId the recipient
 * @param messageTemplate text with Liquid placeholders
 * @param variables values for the placeholders
 * @param dueAt when it was due to go out
 */
public record CampaignStepDue(
        UUID enrolmentId,
        UUID campaignId,
        UUID stepId,
        int stepNumber,
        UUID contactId,
        String messageTemplate,
        Map<String, String> variables,
        Instant dueAt)
        implements Event {

    @Override
    public UUID subject() {
        return enrolmentId;
    }
}
