package io.tidings.local.bench;

import io.tidings.local.suite.Suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A gateway of its own beside a broker of its own, once with a small directory and once with a large one: how long until it
 * is ready, how much memory it takes, and whether finding a key costs more among a million than among ten thousand.
 */
final class DirectoryBench implements Bench {
    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration RUN = Duration.ofSeconds(8);
    private static final double MOST_SECONDS = 30;
    private static final double MOST_MIB = 700;
    private static final double FLAT = 0.8;
    private static final double MIB = 1024 * 1024;

    /** Tenants and keys of one directory. */
    private record Size(int tenants, int keys) {}

    private static final List<Size> SIZES = List.of(new Size(1_000, 10_000), new Size(100_000, 1_000_000));

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public String summary() {
        return "start, memory and look-up of a gateway with 1,000 tenants and 10,000 keys, and with a hundred times as many";
    }

    @Override
    public boolean needsSuite() {
        return false;
    }

    @Override
    public boolean run(Suite suite, PrintStream out) throws Exception {
        Report report = new Report(name(), Machine.now());
        double[] rates = new double[SIZES.size()];
        for (int i = 0; i < rates.length; i++) {
            Size size = SIZES.get(i);
            String label = "%,d tenants, %,d keys".formatted(size.tenants, size.keys);
            out.println("  .. " + label);
            try (LoneGateway gateway = LoneGateway.start(suite.settings().root(), size.tenants, size.keys)) {
                rates[i] = measure(gateway, label, report);
                boolean isLarge = i == rates.length - 1;
                double mib = gateway.residentBytes() / MIB;
                if (isLarge) {
                    report.add(Comparison.atMost("ready, " + label, gateway.secondsToReady(), MOST_SECONDS, " s"));
                    report.add(Comparison.atMost("resident, " + label, mib, MOST_MIB, " MiB"));
                } else {
                    report.note(
                            "%s: ready in %.1f s, %.0f MiB resident".formatted(label, gateway.secondsToReady(), mib));
                }
            }
        }
        report.add(Comparison.atLeast("look-ups, large / small", rates[1] / rates[0], FLAT));
        report.print(out);
        out.println("  as JSON: " + report.write(suite.settings().state().resolve("bench")));
        out.println();
        return report.isClean();
    }

    /** Keys of all tenants in no order, so that neither cache nor luck helps. */
    private static double measure(LoneGateway gateway, String label, Report report) {
        try (KeyShots shots = gateway.shots(CONNECTIONS)) {
            ClosedLoop.run(shots, CONNECTIONS, WARM_UP).orThrow();
            Outcome outcome = ClosedLoop.run(shots, CONNECTIONS, RUN).orThrow();
            report.add(Row.throughput(label, outcome, Map.of()));
            return outcome.perSecond();
        }
    }
}
