package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant has another plan, and with it other limits.
 *
 * @param tenantId the tenant
 * @param previousPlan free, starter, pro or enterprise
 * @param plan free, starter, pro or enterprise
 * @param changedAt when
 */
public record PlanChanged(UUID tenantId, String previousPlan, String plan, Instant changedAt) implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
