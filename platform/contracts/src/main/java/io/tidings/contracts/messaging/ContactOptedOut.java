package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A contact withdrew consent.
 *
 * @param contactId who
 * @param scope marketing, or all (everything but what they ask for themselves)
 * @param source where it came from: keyword, api, provider
 * @param optedOutAt when
 */
public record ContactOptedOut(UUID contactId, String scope, String source, Instant optedOutAt) implements Event {

    @Override
    public UUID subject() {
        return contactId;
    }
}
