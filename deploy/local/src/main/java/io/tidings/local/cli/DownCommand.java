package io.tidings.local.cli;

import io.tidings.local.suite.Suite;
import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

@Command(name = "down", header = "Stops everything, in order. What is stored stays.")
final class DownCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Home.takeLock();
        Console console = Console.ofProcess();
        Suite suite = Suite.open(Home.settings());
        if (suite.running().isEmpty()) {
            console.line("Nothing is running.");
            return 0;
        }
        console.heading("Stopping");
        suite.stop(console);
        return suite.running().isEmpty() ? 0 : 1;
    }
}
