package io.tidings.gateway.directory;

import io.tidings.gateway.network.Networks;

import java.util.List;
import java.util.UUID;

/**
 * An API key that may be used. A change makes a new instance, as with {@link TenantEntry}.
 *
 * @param id the key
 * @param tenantId whose it is
 * @param mode live or test
 * @param permissions shared between keys that have the same
 * @param rateLimit requests a minute, 0 for the plan's
 * @param expiresAt milliseconds since 1970, {@link Long#MAX_VALUE} for never
 * @param networks where it may be used from
 */
public record KeyEntry(
        UUID id,
        UUID tenantId,
        String mode,
        List<String> permissions,
        int rateLimit,
        long expiresAt,
        Networks networks) {
    public KeyEntry(UUID id, UUID tenantId, String mode, List<String> permissions, int rateLimit, long expiresAt) {
        this(id, tenantId, mode, permissions, rateLimit, expiresAt, Networks.ANYWHERE);
    }
}
