package io.tidings.contracts.messaging;

import io.tidings.contracts.Event;

import java.time.Instant;
import java.util.UUID;

/**
 * Nothing of a tenant is sent any more until its owner has put something right at the provider.
 *
 * @param tenantId the tenant
 * @param code stable reason, such as `whatsapp.131042` (payment) or `whatsapp.190` (access token)
 * @param pausedAt when
 */
public record SendingPaused(UUID tenantId, String code, Instant pausedAt) implements Event {

    @Override
    public UUID subject() {
        return tenantId;
    }
}
