package io.tidings.local.bench;

import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Watches the processes while something runs, and knows when they have come to rest. */
final class Meter {
    private static final double BUSY = 0.35;
    private static final int QUIET_SECONDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Suite suite;
    private final PrintStream out;
    private final Map<String, Long> processes;

    /** @param out is told what is going on, for it takes minutes */
    Meter(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
        this.processes = Cpu.processesOf(suite);
    }

    /** Also watches this one. */
    void watch(String name, long pid) {
        processes.put(name, pid);
    }

    /** A thing measured, and the processor time it took. */
    record Metered<T>(T result, Map<String, Double> cpuSeconds) {}

    /** Seconds that the parts' compilers took while {@code work} ran. */
    double compilersDuring(Runnable work) {
        double before = Cpu.compilerSecondsOf(processes);
        work.run();
        return Cpu.compilerSecondsOf(processes) - before;
    }

    /** @param what for people who wait */
    <T> Metered<T> during(String what, Supplier<T> work) {
        say(what);
        return during(work);
    }

    void say(String what) {
        out.println("  .. " + what);
    }

    private <T> Metered<T> during(Supplier<T> work) {
        Map<String, Double> before = Cpu.secondsOf(processes);
        T result = work.get();
        return new Metered<>(result, since(before));
    }

    private Map<String, Double> since(Map<String, Double> before) {
        Map<String, Double> taken = new LinkedHashMap<>();
        Cpu.secondsOf(processes)
                .forEach((name, seconds) -> taken.put(name, Math.max(0, seconds - before.getOrDefault(name, 0.0))));
        return taken;
    }

    /**
     * Waits until the suite has worked off what it was given: until it takes less than a third of a processor for three
     * seconds.
     *
     * @return false when it has not within 90 s
     */
    boolean awaitRest() {
        say("waiting until the suite has come to rest");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int quiet = 0;
        while (quiet < QUIET_SECONDS) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            double busy = during(() -> pause(Duration.ofSeconds(1))).cpuSeconds().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            quiet = busy < BUSY ? quiet + 1 : 0;
        }
        return true;
    }

    /** Bytes of RAM of each part, as {@code ./tidings status} counts them. */
    Map<String, Long> memory() {
        Map<String, Long> memory = new LinkedHashMap<>();
        for (Part part : suite.running()) {
            memory.put(part.title(), suite.residentMemory(part));
        }
        return memory;
    }

    private static boolean pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
