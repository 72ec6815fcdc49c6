package io.tidings.campaign.campaign.domain;

import io.tidings.runtime.problem.Refusal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** How long after the step before (or the enrolment) a step goes out: 0 to 366 days. */
@Embeddable
public record Delay(
        @Column(name = "delay_amount") int amount,

        @Enumerated(EnumType.STRING) @Column(name = "delay_unit")
        Unit unit) {

    /** Hours are 60 minutes; days and weeks are calendar days, which daylight saving makes 23 or 25 hours long. */
    public enum Unit {
        HOURS(366 * 24),
        DAYS(366),
        WEEKS(52);

        private final int most;

        Unit(int most) {
            this.most = most;
        }
    }

    /** Refuses with {@link OutOfRange}. */
    public static Delay of(int amount, Unit unit) {
        if (amount < 0 || amount > unit.most) {
            throw new OutOfRange();
        }
        return new Delay(amount, unit);
    }

    /** The time this long after {@code start}; days keep the local time of {@code zone}, or the next that exists. */
    public Instant after(Instant start, ZoneId zone) {
        return switch (unit) {
            case HOURS -> start.plus(amount, ChronoUnit.HOURS);
            case DAYS -> start.atZone(zone).plusDays(amount).toInstant();
            case WEEKS -> start.atZone(zone).plusWeeks(amount).toInstant();
        };
    }

    /** Negative or longer than a year. */
    public static final class OutOfRange extends Refusal {
        OutOfRange() {
            super(Kind.INVALID, "step.delay", "A delay is 0 to 8784 hours, 366 days or 52 weeks");
        }
    }
}
