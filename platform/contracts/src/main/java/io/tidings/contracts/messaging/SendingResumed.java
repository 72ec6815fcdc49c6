package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant sends again; what waited goes out.
 *
 * @param tenantId the tenant
 * @param resumedAt when
 */
public record SendingResumed(UUID tenantId, Instant resumedAt) implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
