package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant was suspended: reads go on, writes and sends are refused.
 *
 * @param tenantId the tenant
 * @param suspendedAt when
 */
public record TenantSuspended(UUID tenantId, Instant suspendedAt) implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
