package io.tidings.local.bench;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a report.
 *
 * @param latency null where none was measured honestly
 * @param cpuSeconds processor time by process, while it was measured
 * @param firstFailure what the first failure was, if any
 */
record Row(
        String label,
        double perSecond,
        long good,
        long failed,
        @Nullable Latency latency,
        Map<String, Double> cpuSeconds,
        @Nullable String firstFailure) {

    /** Of a run whose times count from when each shot was due. */
    static Row timed(String label, Outcome outcome, Map<String, Double> cpuSeconds) {
        return of(label, outcome, outcome.latency(), cpuSeconds);
    }

    /** Of a run that shows how much goes through, and no more. */
    static Row throughput(String label, Outcome outcome, Map<String, Double> cpuSeconds) {
        return of(label, outcome, null, cpuSeconds);
    }

    private static Row of(String label, Outcome outcome, @Nullable Latency latency, Map<String, Double> cpuSeconds) {
        return new Row(
                label,
                outcome.perSecond(),
                outcome.good(),
                outcome.failed(),
                latency,
                cpuSeconds,
                outcome.firstFailure());
    }

    /** This turn and another of the same measurement, as one. */
    Row and(Row other) {
        double seconds = good / perSecond + other.good / other.perSecond;
        Map<String, Double> both = new LinkedHashMap<>(cpuSeconds);
        other.cpuSeconds.forEach((process, more) -> both.merge(process, more, Double::sum));
        return new Row(
                label,
                (good + other.good) / seconds,
                good + other.good,
                failed + other.failed,
                null,
                both,
                firstFailure == null ? other.firstFailure : firstFailure);
    }
}
