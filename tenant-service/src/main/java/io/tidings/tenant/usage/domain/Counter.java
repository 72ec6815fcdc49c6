package io.tidings.tenant.usage.domain;

/** What is counted per day. */
public enum Counter {
    MESSAGES_SENT,
    API_CALLS,
    CONTACTS_ADDED
}
