package io.tidings.messaging.consent.application;

import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * Which lines of the ledger; null for any.
 *
 * @param since written at this moment or later
 * @param until written before
 */
public record ConsentFilter(
        @Nullable UUID contact,
        @Nullable ConsentPurpose purpose,
        @Nullable Decision decision,
        @Nullable Instant since,
        @Nullable Instant until) {}
