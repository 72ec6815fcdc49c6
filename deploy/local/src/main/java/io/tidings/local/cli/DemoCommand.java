package io.tidings.local.cli;

import io.tidings.local.demo.Demo;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

@Command(
        name = "demo",
        header = "Tells the main story against the running suite; exit code 0 only if all of it happened.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--time-travel", description = "Also moves the suite's clock, for the second step of the drip.")
    private boolean timeTravel;

    @Override
    public Integer call() throws Exception {
        Suite suite = Suite.open(Home.settings());
        if (!suite.isReady(Part.GATEWAY)) {
            throw new IllegalStateException("The suite is not ready: ./tidings up");
        }
        return Demo.of(suite, System.out).run(timeTravel);
    }
}
