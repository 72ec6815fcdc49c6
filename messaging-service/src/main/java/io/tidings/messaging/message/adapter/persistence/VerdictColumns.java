package io.tidings.messaging.message.adapter.persistence;

import io.tidings.messaging.message.domain.Verdict;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** A verdict as its columns. */
record VerdictColumns(
        @Nullable String code,
        @Nullable Instant until,
        @Nullable UUID phoneNumber) {

    static VerdictColumns of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow(var phoneNumber) -> new VerdictColumns(null, null, phoneNumber);
            case Verdict.Defer(var until, var code) -> new VerdictColumns(code, until, null);
            case Verdict.Refuse(var code) -> new VerdictColumns(code, null, null);
        };
    }
}
