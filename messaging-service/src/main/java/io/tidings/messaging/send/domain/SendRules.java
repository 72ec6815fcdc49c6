package io.tidings.messaging.send.domain;

import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.Verdict;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The rules of sending, in their one order: subject and tenant, age, consent, 24-hour window and category, quiet hours,
 * frequency cap, quota, number and template health. The first that objects decides.
 *
 * @param quietHours marketing waits for their end, where the tenant has none of its own
 * @param jitter what waits for the end of quiet hours leaves within this time after it, each contact at its own moment
 * @param capWindow the rolling time in which marketing to one contact is counted
 * @param validity what is older dies
 */
public record SendRules(QuietHours quietHours, Duration jitter, Duration capWindow, Validity validity) {
    /** Code of what is too old to be sent, or would be when it might go. */
    public static final String EXPIRED = "message.expired";

    /** Code of free text for which only a template is left. */
    public static final String WINDOW_CLOSED = "window.closed";

    private static final Duration PAUSE_LOOK = Duration.ofMinutes(10);

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
                this::age,
                SendRules::consent,
                SendRules::reachable,
                SendRules::window,
                SendRules::category,
                this::quietHours,
                this::frequency,
                SendRules::quota,
                SendRules::pause,
                SendRules::number,
                SendRules::reach,
                SendRules::template);
        return decide(rules, question, seen, now)
                .orElseGet(() ->
                        new Verdict.Allow(Objects.requireNonNull(seen.route().number())));
    }

    /** The verdict on a text message, which WhatsApp's own rules do not concern; {@code sender} is what carries it. */
    public Verdict decideSms(Question question, Circumstances seen, UUID sender, Instant now) {
        var rules =
                List.<Rule>of(SendRules::subject, SendRules::tenant, this::age, SendRules::consent, SendRules::quota);
        return decide(rules, question, seen, now).orElseGet(() -> new Verdict.Allow(sender));
    }

    private Optional<Verdict> decide(List<Rule> rules, Question question, Circumstances seen, Instant now) {
        return rules.stream()
                .map(rule -> rule.objection(question, seen, now))
                .filter(Objects::nonNull)
                .findFirst()
                .map(objection -> inTime(question, objection, now));
    }

    /** The verdicts on several questions of one tenant, each of which may use up what the next one needs. */
    public List<Verdict> decide(List<Question> questions, List<Circumstances> seen, Instant now) {
        var verdicts = new ArrayList<Verdict>(questions.size());
        var taken = 0L;
        for (var i = 0; i < questions.size(); i++) {
            var question = questions.get(i);
            var verdict = decide(question, seen.get(i).withQuotaTaken(taken), now);
            if (verdict instanceof Verdict.Allow && !question.holdsQuota()) {
                taken++;
            }
            verdicts.add(verdict);
        }
        return verdicts;
    }

    private Verdict inTime(Question question, Verdict objection, Instant now) {
        return objection instanceof Verdict.Defer(var until, var _) && until.isAfter(expiry(question, now))
                ? new Verdict.Refuse(EXPIRED)
                : objection;
    }

    private Instant expiry(Question question, Instant now) {
        return Objects.requireNonNullElse(question.wantedAt(), now).plus(validity.of(question.purpose()));
    }

    private static @Nullable Verdict subject(Question question, Circumstances seen, Instant now) {
        return seen.sourceClosed() ? new Verdict.Refuse("source.closed") : null;
    }

    private static @Nullable Verdict tenant(Question question, Circumstances seen, Instant now) {
        return seen.tenantActive() ? null : new Verdict.Refuse("tenant.suspended");
    }

    private @Nullable Verdict age(Question question, Circumstances seen, Instant now) {
        return now.isBefore(expiry(question, now)) ? null : new Verdict.Refuse(EXPIRED);
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

    /** Writing again and again to who is not there costs the number its quality; what is due to them is tried all the same. */
    private static @Nullable Verdict reachable(Question question, Circumstances seen, Instant now) {
        return isMarketing(question) && seen.unreachable() ? new Verdict.Refuse("contact.unreachable") : null;
    }

    private static @Nullable Verdict window(Question question, Circumstances seen, Instant now) {
        return question.isFreeText() && !isWindowOpen(seen, now) ? new Verdict.Refuse(WINDOW_CLOSED) : null;
    }

    private static boolean isWindowOpen(Circumstances seen, Instant now) {
        return seen.windowOpenUntil() != null && now.isBefore(seen.windowOpenUntil());
    }

    /** WhatsApp delivers no marketing template to numbers of the United States; sending them costs quality alone. */
    private static @Nullable Verdict category(Question question, Circumstances seen, Instant now) {
        return isMarketing(question) && seen.inUnitedStates() ? new Verdict.Refuse("category.not-delivered") : null;
    }

    /** Quiet in one of the zones the recipient may be in is quiet; the latest of the ends counts. */
    private @Nullable Verdict quietHours(Question question, Circumstances seen, Instant now) {
        if (!isMarketing(question)) {
            return null;
        }
        var hours = Objects.requireNonNullElse(seen.tenantQuiet(), quietHours);
        return seen.zones().stream()
                .flatMap(zone -> hours.endAfter(now, zone).stream())
                .max(Comparator.naturalOrder())
                .map(end -> new Verdict.Defer(end.plus(spread(question)), "quiet-hours"))
                .orElse(null);
    }

    private Duration spread(Question question) {
        return jitter.isZero()
                ? Duration.ZERO
                : Duration.ofMillis(Math.floorMod(question.contact().hashCode(), jitter.toMillis()));
    }

    private @Nullable Verdict frequency(Question question, Circumstances seen, Instant now) {
        var reachedAt = seen.capReachedAt();
        return isMarketing(question)
                        && reachedAt != null
                        && reachedAt.plus(capWindow).isAfter(now)
                ? new Verdict.Defer(reachedAt.plus(capWindow), "frequency-cap")
                : null;
    }

    private static @Nullable Verdict quota(Question question, Circumstances seen, Instant now) {
        return seen.quotaLeft() != null && seen.quotaLeft() <= 0 && !question.holdsQuota()
                ? new Verdict.Refuse("quota.exceeded")
                : null;
    }

    /** Resuming brings them forward; the look in between is for those it may miss. */
    private static @Nullable Verdict pause(Question question, Circumstances seen, Instant now) {
        return seen.route().sendingPaused() ? new Verdict.Defer(now.plus(PAUSE_LOOK), "sending.paused") : null;
    }

    private static @Nullable Verdict number(Question question, Circumstances seen, Instant now) {
        if (seen.route().number() != null) {
            return null;
        }
        return new Verdict.Refuse(seen.route().hasNumber() ? "number.paused" : "number.none");
    }

    /** Meta's limit of people written to outside the window within a day. */
    private static @Nullable Verdict reach(Question question, Circumstances seen, Instant now) {
        var freeAt = seen.route().reachFreeAt();
        return freeAt != null && freeAt.isAfter(now) && !isWindowOpen(seen, now)
                ? new Verdict.Defer(freeAt, "number.limit")
                : null;
    }

    private static @Nullable Verdict template(Question question, Circumstances seen, Instant now) {
        if (question.isFreeText()) {
            return null;
        }
        if (seen.route().templateDisabled()) {
            return new Verdict.Refuse("template.disabled");
        }
        var until = seen.route().templatePausedUntil();
        return until != null && until.isAfter(now) ? new Verdict.Defer(until, "template.paused") : null;
    }

    private static boolean isMarketing(Question question) {
        return question.purpose() == Purpose.MARKETING;
    }
}
