package io.tidings.local.cli;

import io.tidings.embedded.NotReady;
import io.tidings.embedded.PortTaken;
import io.tidings.local.build.BuildFailed;
import io.tidings.local.suite.Part;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

import java.util.Locale;

/** {@code ./tidings}: everything a developer does with the suite on one machine. */
@Command(
        name = "./tidings",
        header = "Tidings on this machine: real PostgreSQL, real Kafka, six services, a provider simulator. No Docker.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ClockCommand.class,
            DownCommand.class,
            ResetCommand.class,
            TestCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Start with ./tidings up --demo. State is kept in .tidings/ (or $TIDINGS_STATE).",
            "Ports: gateway 8080, simulator 8090; TIDINGS_PORT_GATEWAY=9080 (or up --port gateway=9080) changes one."
        })
public final class Tidings {
    private static final int FAILED = 1;

    private Tidings() {}

    public static void main(String[] arguments) {
        // Kafka's client logs through SLF4J; what it has to say reaches people through our own messages.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments.length == 0 ? new String[] {"help"} : arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tidings())
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println(command.getColorScheme().errorText(message(failure)));
                    return FAILED;
                });
    }

    /** What went wrong and what to do about it; a stack trace only for what nobody foresaw. */
    static String message(Throwable failure) {
        return switch (failure) {
            case PortTaken taken ->
                taken.getMessage() + ".\nStop that program, or take another port: "
                        + "./tidings up --port " + taken.process() + "=" + (taken.port() + 1000)
                        + (Part.called(taken.process()).isPresent()
                                ? "  (or TIDINGS_PORT_" + taken.process().toUpperCase(Locale.ROOT) + ")"
                                : "");
            case NotReady notReady ->
                notReady.getMessage() + "\n\nAll of its log: ./tidings logs " + notReady.process();
            case BuildFailed build -> String.valueOf(build.getMessage());
            case IllegalStateException expected -> expected.getMessage() + cause(expected);
            case IllegalArgumentException expected -> expected.getMessage() + "";
            default -> failure + cause(failure) + "\n  at " + String.join("\n  at ", frames(failure));
        };
    }

    private static String cause(Throwable failure) {
        return failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
    }

    private static String[] frames(Throwable failure) {
        return java.util.Arrays.stream(failure.getStackTrace())
                .limit(8)
                .map(StackTraceElement::toString)
                .toArray(String[]::new);
    }
}
