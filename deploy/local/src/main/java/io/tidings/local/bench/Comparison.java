package io.tidings.local.bench;

/**
 * A figure beside what is asked of it.
 *
 * @param unit after the number, with its space; may be empty
 */
record Comparison(String label, double value, double limit, boolean atLeast, String unit) {
    static Comparison atLeast(String label, double value, double limit) {
        return new Comparison(label, value, limit, true, "");
    }

    static Comparison atMost(String label, double value, double limit, String unit) {
        return new Comparison(label, value, limit, false, unit);
    }

    boolean isMet() {
        return atLeast ? value >= limit : value <= limit;
    }
}
