package io.tidings.local.cli;

import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;
import picocli.CommandLine.Command;

import java.time.Duration;
import java.util.concurrent.Callable;

@Command(
        name = "status",
        header = "What runs, where, how it feels, and what it takes.",
        description = "Exit code 0 when all parts are ready, 3 otherwise; the login service may be left out.")
final class StatusCommand implements Callable<Integer> {
    private static final long MIB = 1024 * 1024;
    private static final int NOT_ALL_READY = 3;

    @Override
    public Integer call() {
        Console console = Console.ofProcess();
        Suite suite = Suite.open(Home.settings());
        console.heading("  %-10s %6s %8s  %-9s %8s".formatted("name", "port", "pid", "health", "memory"));
        long total = 0;
        boolean all = true;
        for (Part part : Part.core()) {
            all &= row(suite, console, part);
            total += suite.residentMemory(part);
        }
        console.line("  %-10s %6s %8s  %-9s %8s".formatted("all", "", "", "", total / MIB + " MiB"));
        // Not in the sum: it can be left out, and is as large as four services.
        all &= row(suite, console, Part.LOGIN) || !suite.isRunning(Part.LOGIN);
        Duration offset = suite.clock().offset();
        if (!offset.isZero()) {
            console.line("\n  The suite's clock is moved by " + offset + ": "
                    + suite.clock().now());
        }
        return all ? 0 : NOT_ALL_READY;
    }

    /** True when it is ready. */
    private static boolean row(Suite suite, Console console, Part part) {
        boolean runs = suite.isRunning(part);
        boolean ready = runs && suite.isReady(part);
        console.line("  %-10s %6d %8s  %-9s %8s"
                .formatted(
                        part.title(),
                        suite.settings().ports().of(part),
                        runs ? Long.toString(suite.pid(part)) : "-",
                        ready ? "ready" : runs ? "not ready" : "stopped",
                        runs ? suite.residentMemory(part) / MIB + " MiB" : "-"));
        return ready;
    }
}
