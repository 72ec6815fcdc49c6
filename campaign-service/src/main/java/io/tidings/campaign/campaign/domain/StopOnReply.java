package io.tidings.campaign.campaign.domain;

/** What an answer of the contact does to their way through the campaign. */
public enum StopOnReply {
    END,
    PAUSE,
    CONTINUE
}
