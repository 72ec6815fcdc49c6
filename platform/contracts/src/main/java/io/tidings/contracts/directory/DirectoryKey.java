package io.tidings.contracts.directory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * State of one API key on the directory topic, record key {@code key:<id>}.
 *
 * @param id the key
 * @param tenantId whose it is
 * @param sha256 of the whole key, lower-case hex
 * @param mode live or test
 * @param permissions such as {@code orders:write}, {@code orders:*} or {@code *}
 * @param rateLimit requests a minute; null is the plan's
 * @param expiresAt null for never
 * @param allowedNetworks CIDR blocks it may come from; empty for anywhere
 * @param revoked true once revoked; the record stays so that late readers see it
 */
public record DirectoryKey(
        UUID id,
        UUID tenantId,
        String sha256,
        String mode,
        List<String> permissions,
        @Nullable Integer rateLimit,
        @Nullable Instant expiresAt,
        List<String> allowedNetworks,
        boolean revoked) {}
