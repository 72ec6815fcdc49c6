package io.tidings.campaign.enrolment.domain;

/** Where a contact stands in a campaign. Only an active enrolment has a next step. */
public enum EnrolmentStatus {
    ACTIVE,
    /** The last step has gone out or was passed over. */
    COMPLETED,
    /** An answer halted it, or the campaign was archived under it. */
    PAUSED,
    /** The contact does not want marketing. */
    UNSUBSCRIBED,
    /** An answer ended it. */
    REPLIED
}
