package io.tidings.local.bench;

import io.tidings.local.bench.Meter.Metered;
import io.tidings.local.suite.Suite;

import java.time.Duration;
import java.time.Instant;

/**
 * A watch at either end of a message's way: when what brings it about is due, and when the provider wrote it down.
 *
 * @param start the time of day when number 0 is due, on the suite's clock, which the journal follows
 * @param firstCustomer who number 0 is for
 */
record Watch(Schedule schedule, Instant start, long firstCustomer) {
    private static final Duration LEAD = Duration.ofMillis(100);

    /** Of a schedule that begins in a moment. */
    static Watch of(Suite suite, double perSecond, Duration length, long firstCustomer) {
        Schedule schedule = Schedule.of(System.nanoTime() + LEAD.toNanos(), perSecond, length);
        Instant start = Instant.now().plus(LEAD).plus(suite.clock().offset());
        return new Watch(schedule, start, firstCustomer);
    }

    /** What became of the shots, which it also adds to the report. */
    Delivery reported(String label, Metered<Outcome> shots, Sends sends, Report report) {
        Delivery delivery = Delivery.of(schedule, start, firstCustomer, sends.firstByCustomer());
        report.add(Row.timed(label, delivery.outcome(shots.result(), sends.doubled()), shots.cpuSeconds()));
        return delivery;
    }
}
