package io.tidings.messaging.consent.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the ledger; never changed, the latest of a purpose counts.
 *
 * @param id UUIDv7: the order of the ledger
 * @param source where it was said: api, keyword, provider, checkout …
 * @param wording what the person agreed to, as they read it
 */
public record Consent(
        UUID id,
        UUID contact,
        ConsentPurpose purpose,
        Decision decision,
        String source,
        @Nullable String wording,
        Instant recordedAt) {}
