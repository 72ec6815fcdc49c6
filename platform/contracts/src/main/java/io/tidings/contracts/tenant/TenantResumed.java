package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A suspended tenant works again.
 *
 * @param tenantId the tenant
 * @param resumedAt when
 */
public record TenantResumed(UUID tenantId, Instant resumedAt) implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
