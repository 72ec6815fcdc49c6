package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API key was created. Never carries the key or its hash.
 *
 * @param apiKeyId the key
 * @param name what the owner calls it
 * @param mode live or test
 * @param lastFour last four characters, to recognise it by
 * @param permissions such as `orders:write`, or `*`
 * @param rateLimit requests a minute; null is the plan's
 * @param expiresAt null for never
 * @param createdAt when
 */
public record ApiKeyCreated(
        UUID apiKeyId,
        String name,
        String mode,
        String lastFour,
        List<String> permissions,
        @Nullable Integer rateLimit,
        @Nullable Instant expiresAt,
        Instant createdAt)
        implements Event {

    @Override
    public UUID subject() {
        return apiKeyId;
    }
}
