package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * An API key was revoked and no longer opens the gateway.
 *
 * @param apiKeyId the key
 * @param revokedAt when
 */
public record ApiKeyRevoked(UUID apiKeyId, Instant revokedAt) implements Event {

    @Override
    public UUID subject() {
        return apiKeyId;
    }
}
