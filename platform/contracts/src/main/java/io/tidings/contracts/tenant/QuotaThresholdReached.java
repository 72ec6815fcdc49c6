package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A tenant has used 50, 80 or 100 % of what its plan includes; once a month for each.
 *
 * @param tenantId the tenant
 * @param quota messages (of the month) or contacts (at all)
 * @param percent the threshold: 50, 80 or 100
 * @param month first day of the month, UTC
 * @param used how much is used
 * @param allowed how much the plan includes
 * @param reachedAt when
 */
public record QuotaThresholdReached(
        UUID tenantId, String quota, int percent, LocalDate month, long used, long allowed, Instant reachedAt)
        implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
