package io.tidings.local.cli;

import io.tidings.local.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(name = "reset", header = "Stops everything and forgets it: databases, topics, keys, logs, clock.")
final class ResetCommand implements Callable<Integer> {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        Home.takeLock();
        Console console = Console.ofProcess();
        Suite suite = Suite.open(Home.settings());
        if (!yes && !agrees(console, suite)) {
            console.line("Nothing was changed.");
            return 1;
        }
        suite.stop(console);
        suite.forget();
        console.line("Forgotten. ./tidings up starts from nothing.");
        return 0;
    }

    private static boolean agrees(Console console, Suite suite) throws IOException {
        console.line("This deletes all tenants, orders and messages in "
                + suite.settings().state() + ". Go on? [y/N]");
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
