package io.tidings.campaign.campaign.domain;

/** Whether a campaign takes contacts and sends. */
public enum CampaignStatus {
    ACTIVE,
    /** Takes nobody and sends nothing; steps that fall due wait. */
    PAUSED,
    /** Over for good. */
    ARCHIVED
}
