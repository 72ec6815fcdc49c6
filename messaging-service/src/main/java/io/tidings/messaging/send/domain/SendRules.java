package io.tidings.messaging.send.domain;

import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The rules of sending, in their one order: subject and tenant, consent, 24-hour window and category, quiet hours,
 * frequency cap, number. The first that objects decides.
 *
 * @param quietHours marketing waits for their end
 * @param capWindow the rolling time in which marketing to one contact is counted
 */
public record SendRules(QuietHours quietHours, Duration capWindow) {

    @FunctionalInterface
    private interface Rule {
        @Nullable
        Verdict objection(Question question, Circumstances seen, Instant now);
    }

    /** The verdict of all rules. */
    public Verdict decide(Question question, Circumstances seen, Instant now) {
        var rules = List.<Rule>of(
                SendRules::subject,
                SendRules::tenant,
                SendRules::consent,
                SendRules::window,
                SendRules::category,
                this::quietHours,
                this::frequency,
                SendRules::number);
        return rules.stream()
                .map(rule -> rule.objection(question, seen, now))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> new Verdict.Allow(Objects.requireNonNull(seen.activeNumber())));
    }

    private static @Nullable Verdict subject(Question question, Circumstances seen, Instant now) {
        return seen.sourceClosed() ? new Verdict.Refuse("source.closed") : null;
    }

    private static @Nullable Verdict tenant(Question question, Circumstances seen, Instant now) {
        return seen.tenantActive() ? null : new Verdict.Refuse("tenant.suspended");
    }

    private static @Nullable Verdict consent(Question question, Circumstances seen, Instant now) {
        return switch (question.purpose()) {
            case OTP, REPLY -> null; // they asked for it themselves
            case TRANSACTIONAL -> seen.consent() == Decision.REVOKED ? new Verdict.Refuse("consent.revoked") : null;
            case MARKETING -> {
                if (seen.consent() == Decision.GRANTED) {
                    yield null;
                }
                yield new Verdict.Refuse(seen.consent() == null ? "consent.missing" : "consent.revoked");
            }
        };
    }

    private static @Nullable Verdict window(Question question, Circumstances seen, Instant now) {
        var openUntil = seen.windowOpenUntil();
        return question.freeText() && (openUntil == null || !now.isBefore(openUntil))
                ? new Verdict.Refuse("window.closed")
                : null;
    }

    /** WhatsApp delivers no marketing template to numbers of the United States; sending them costs quality alone. */
    private static @Nullable Verdict category(Question question, Circumstances seen, Instant now) {
        return isMarketing(question) && seen.inUnitedStates() ? new Verdict.Refuse("category.not-delivered") : null;
    }

    private @Nullable Verdict quietHours(Question question, Circumstances seen, Instant now) {
        return isMarketing(question)
                ? quietHours
                        .endAfter(now, seen.zone())
                        .map(end -> new Verdict.Defer(end, "quiet-hours"))
                        .orElse(null)
                : null;
    }

    private @Nullable Verdict frequency(Question question, Circumstances seen, Instant now) {
        var reachedAt = seen.capReachedAt();
        return isMarketing(question)
                        && reachedAt != null
                        && reachedAt.plus(capWindow).isAfter(now)
                ? new Verdict.Defer(reachedAt.plus(capWindow), "frequency-cap")
                : null;
    }

    private static @Nullable Verdict number(Question question, Circumstances seen, Instant now) {
        if (seen.activeNumber() != null) {
            return null;
        }
        return new Verdict.Refuse(seen.hasNumber() ? "number.paused" : "number.none");
    }

    private static boolean isMarketing(Question question) {
        return question.purpose() == Purpose.MARKETING;
    }
}
