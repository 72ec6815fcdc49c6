package io.tidings.campaign.campaign.domain;

/** What makes a step be passed over when its time comes. */
public enum SkipIf {
    /** The contact has answered since they were enrolled. */
    REPLIED,
    /** The contact has read a message of this campaign since they were enrolled. */
    OPENED
}
