package io.tidings.messaging.consent.domain;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One line of the ledger; never changed, the latest of a purpose counts.
 *
 * @param id UUIDv7: the order of the ledger
 * @param source where it was said: api, keyword, provider, checkout …
 * @param wording what the person agreed to, as they read it
 * @param actor who wrote the line: a key, a member, the contact themselves or the provider
 * @param evidence what proves it, such as the form or the call; empty when there is none or it was erased
 * @param evidenceDigest SHA-256 of the evidence in hex, which outlives its erasure; null when there never was any
 */
public record Consent(
        UUID id,
        UUID contact,
        ConsentPurpose purpose,
        Decision decision,
        String source,
        @Nullable String wording,
        @Nullable String actor,
        Map<String, String> evidence,
        @Nullable String evidenceDigest,
        Instant recordedAt) {
    public Consent {
        evidence = Map.copyOf(evidence);
    }
}
