package io.tidings.local.bench;

import org.HdrHistogram.Histogram;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What became of a schedule's events.
 *
 * @param seconds from when the first was due to the last message
 * @param latency from when an event was to be published to its message
 */
record Delivery(long delivered, long lost, double seconds, Latency latency) {
    /**
     * @param start the time of day when number 0 was due
     * @param firstCustomer who number 0 was for
     */
    static Delivery of(Schedule schedule, Instant start, long firstCustomer, Map<Long, Instant> sent) {
        Histogram micros = new Histogram(3);
        Instant last = start;
        for (long n = 0; n < schedule.count(); n++) {
            Instant at = sent.get(firstCustomer + n);
            if (at == null) {
                continue;
            }
            Instant due = start.plusNanos(schedule.due(n) - schedule.start());
            micros.recordValue(Math.max(0, ChronoUnit.MICROS.between(due, at)));
            last = at.isAfter(last) ? at : last;
        }
        long delivered = micros.getTotalCount();
        return new Delivery(
                delivered,
                schedule.count() - delivered,
                ChronoUnit.MICROS.between(start, last) / 1e6,
                Latency.of(micros));
    }

    /** With what went wrong on either side as failures. */
    Outcome outcome(Outcome published, int doubled) {
        long failed = lost + doubled;
        String why = published.firstFailure();
        if (why == null && failed > 0) {
            why = "%d lost, %d doubled".formatted(lost, doubled);
        }
        return new Outcome(delivered, failed, seconds, latency, why);
    }
}
