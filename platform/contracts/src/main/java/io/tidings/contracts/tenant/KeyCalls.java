package io.tidings.contracts.tenant;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * Calls of one key within {@link ApiCallsCounted}.
 *
 * @param keyId null for people and the operator
 * @param count how many
 * @param lastUsedAt when the last of them came
 */
public record KeyCalls(@Nullable UUID keyId, long count, Instant lastUsedAt) {}
