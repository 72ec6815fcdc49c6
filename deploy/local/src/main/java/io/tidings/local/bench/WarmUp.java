package io.tidings.local.bench;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Work before the measured work, until the servers have compiled what they are asked for. */
final class WarmUp {
    /** How long a slice of it lasts. */
    static final Duration SLICE = Duration.ofSeconds(10);

    private static final int MOST_SLICES = 15;
    private static final int MOST_COMPILING = 30;
    private static final int EVEN_SLICES = 3;
    private static final double GROWTH = 1.05;
    private static final double COMPILING_SECONDS = 0.5;

    private WarmUp() {}

    /**
     * Runs slices at full speed until three in a row are no more than a twentieth better than the best before them, and
     * fifteen at most.
     *
     * @param slice runs one and tells how well it went: more is better
     */
    static void run(DoubleSupplier slice) {
        double best = 0;
        int even = 0;
        for (int i = 0; i < MOST_SLICES && even < EVEN_SLICES; i++) {
            double now = slice.getAsDouble();
            even = now > best * GROWTH ? 0 : even + 1;
            best = Math.max(best, now);
        }
    }

    /**
     * Runs slices at a rate that leaves the processors time, which are even long before they are as good as they become:
     * until the compilers have taken less than half a second of three in a row, and thirty at most.
     *
     * @param slice runs one and tells the compilers' seconds
     */
    static void untilCompiled(DoubleSupplier slice) {
        int quiet = 0;
        for (int i = 0; i < MOST_COMPILING && quiet < EVEN_SLICES; i++) {
            quiet = slice.getAsDouble() < COMPILING_SECONDS ? quiet + 1 : 0;
        }
    }
}
