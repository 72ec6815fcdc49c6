package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How long it takes until something that was asked for is so at the gateway, again and again. */
final class Trials {
    static final int COUNT = 100;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
    private static final double MILLIS = 1e6;

    private final String what;
    private final List<Double> millis = new ArrayList<>();

    Trials(String what) {
        this.what = what;
    }

    /** From before it is asked for, the service's own work included, to the first answer that shows it. */
    void time(Runnable change, BooleanSupplier isSo) {
        long begin = System.nanoTime();
        change.run();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).as(what).isLessThan(LONGEST);
        }
        millis.add((System.nanoTime() - begin) / MILLIS);
    }

    /** 99 of 100. */
    void assertWithinASecond() {
        var sorted = millis.stream().sorted().toList();
        double p99 = sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
        System.out.printf(
                "%s: %d trials, p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                what, sorted.size(), sorted.get(sorted.size() / 2), p99, sorted.getLast());
        assertThat(p99).as("p99 of %s, in ms", what).isLessThan(1000);
    }
}
