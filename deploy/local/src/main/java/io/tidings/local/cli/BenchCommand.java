package io.tidings.local.cli;

import io.tidings.local.bench.Bench;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

@Command(name = "bench", header = "Measures the running suite; without a name, everything it knows.")
final class BenchCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = "", description = "What to measure.")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        List<Bench> chosen = Bench.all().stream()
                .filter(bench -> name.isEmpty() || bench.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("There is no measurement called '" + name + "'; there are:\n" + known());
        }
        Suite suite = Suite.open(Home.settings());
        if (chosen.stream().anyMatch(Bench::needsSuite) && !suite.isReady(Part.GATEWAY)) {
            throw new IllegalStateException("The suite is not ready: ./tidings up");
        }
        boolean good = true;
        for (Bench bench : chosen) {
            System.out.println(bench.name() + ": " + bench.summary());
            good &= bench.run(suite, System.out);
        }
        return good ? 0 : 1;
    }

    private static String known() {
        return Bench.all().stream()
                .map(bench -> "  " + bench.name() + "  " + bench.summary())
                .collect(Collectors.joining("\n"));
    }
}
