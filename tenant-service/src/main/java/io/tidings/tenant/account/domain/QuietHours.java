package io.tidings.tenant.account.domain;

import io.tidings.runtime.problem.Refusal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * When nobody wants to be disturbed, in the recipient's zone. May cross midnight; the same start and end is none at all.
 *
 * @param start first minute, {@code 21:00}
 * @param end first minute after it, {@code 08:00}
 */
@Embeddable
public record QuietHours(
        @Column(name = "quiet_start") String start,
        @Column(name = "quiet_end") String end) {

    /** Refuses what is no time of day ({@code tenant.quiet-hours}). */
    public QuietHours {
        if (!isTime(start) || !isTime(end)) {
            throw new NotTimes();
        }
    }

    private static boolean isTime(String text) {
        return text.matches("(?:[01][0-9]|2[0-3]):[0-5][0-9]");
    }

    /** Not times of day. */
    public static final class NotTimes extends Refusal {
        NotTimes() {
            super(Kind.INVALID, "tenant.quiet-hours", "Quiet hours are two times of day such as 21:00 and 08:00");
        }
    }
}
