package io.tidings.local.bench;

import org.HdrHistogram.Histogram;

/** Percentiles of what was measured, in milliseconds. */
record Latency(double p50, double p90, double p99, double max) {
    private static final double MICROS = 1_000;

    /** @param micros in microseconds */
    static Latency of(Histogram micros) {
        return new Latency(
                micros.getValueAtPercentile(50) / MICROS,
                micros.getValueAtPercentile(90) / MICROS,
                micros.getValueAtPercentile(99) / MICROS,
                micros.getMaxValue() / MICROS);
    }
}
