package io.tidings.local.cli;

import io.tidings.local.suite.Suite;
import io.tidings.local.suite.SuiteClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.concurrent.Callable;

@Command(
        name = "clock",
        header = "Moves the suite's clock, so that reminders and drips need not be waited for.",
        description = {
            "The services see the new time within 200 ms and do what has become due.",
            "Moving it back is possible, but nothing that was done is undone."
        })
final class ClockCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            defaultValue = "now",
            paramLabel = "STEP",
            description = "+7d, -90m, +1w2d12h; 'now' shows the time; 'reset' goes back to the machine's.")
    private String step = "now";

    @Override
    public Integer call() {
        SuiteClock clock = Suite.open(Home.settings()).clock();
        switch (step) {
            case "now" -> {}
            case "reset" -> clock.set(Duration.ZERO);
            default -> clock.move(SuiteClock.parse(step));
        }
        Duration offset = clock.offset();
        System.out.println(clock.now() + (offset.isZero() ? "  (the machine's time)" : "  (moved by " + offset + ")"));
        return 0;
    }
}
