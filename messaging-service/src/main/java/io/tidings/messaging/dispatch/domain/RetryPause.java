package io.tidings.messaging.dispatch.domain;

import java.time.Duration;
import java.util.Optional;

/** How long to wait before the next try, by what the provider said and how often it was tried. */
public final class RetryPause {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LONGEST_PAIR = Duration.ofMinutes(2);
    private static final int DAYS_WAITED = 2;

    private RetryPause() {}

    /**
     * The pause before the next try, or empty when there shall be none.
     *
     * @param attempts calls made so far, at least 1
     * @param most calls allowed in all
     */
    public static Optional<Duration> after(ProviderError.Action action, int attempts, int most) {
        if (attempts >= most) {
            return Optional.empty();
        }
        return switch (action) {
            case RETRY -> Optional.of(doubled(Duration.ofSeconds(1), attempts, LONGEST));
            case RETRY_PAIR -> Optional.of(doubled(Duration.ofSeconds(6), attempts, LONGEST_PAIR));
            case WAIT_A_DAY -> attempts < DAYS_WAITED ? Optional.of(Duration.ofHours(24)) : Optional.empty();
            case SWITCH_TEMPLATE, PAUSE_TEMPLATE, PAUSE_NUMBER, PAUSE_SENDING -> Optional.of(Duration.ZERO);
            case STOP_CONSENT, MARK_UNREACHABLE, FAIL -> Optional.empty();
        };
    }

    /** 1, 2, 4 … times {@code first}, never above {@code longest}: an uncapped power held a slot for hours elsewhere. */
    private static Duration doubled(Duration first, int attempts, Duration longest) {
        var pause = first.multipliedBy(1L << Math.clamp(attempts - 1, 0, 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
