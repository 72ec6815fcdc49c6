package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * An API key has a successor; until the grace ends both open the gateway.
 *
 * @param apiKeyId the old key
 * @param replacementId the key that takes its place
 * @param graceEndsAt when the old key stops working
 * @param rotatedAt when
 */
public record ApiKeyRotated(UUID apiKeyId, UUID replacementId, Instant graceEndsAt, Instant rotatedAt)
        implements Event {

    @Override
    public UUID subject() {
        return apiKeyId;
    }
}
