package io.tidings.local.cli;

import io.tidings.local.build.Build;
import io.tidings.local.demo.Demo;
import io.tidings.local.suite.Login;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Ports;
import io.tidings.local.suite.Progress;
import io.tidings.local.suite.Suite;
import io.tidings.local.suite.SuiteSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "up",
        header = "Builds what is out of date, starts what does not run, waits until all is ready.",
        description = "May be repeated: what runs and is up to date stays as it is.")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--demo", description = "Then tell the main story: orders, an invoice, a drip campaign.")
    private boolean demo;

    @Option(names = "--no-login", description = "Without the login service (Keycloak): API keys only.")
    private boolean noLogin;

    @Option(names = "--port", paramLabel = "PART=PORT", description = "Another port, kept for later commands.")
    private Map<String, Integer> ports = Map.of();

    @Override
    public Integer call() throws Exception {
        Home.takeLock();
        Console console = Console.ofProcess();
        long begin = System.nanoTime();
        SuiteSettings settings = settings();
        Suite suite = Suite.open(settings);
        build(settings, suite, console);
        start(suite, console);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        console.heading("\nTidings is up, after " + Console.seconds(took) + ".\n");
        if (!suite.clock().offset().isZero()) {
            console.note("The suite's clock is moved by " + suite.clock().offset() + " (./tidings clock reset)\n");
        }
        new Welcome(suite, console).print();
        int exit = demo ? Demo.of(suite, System.out).run(false) : 0;
        if (!noLogin) {
            login(settings, suite, console);
        }
        return exit;
    }

    /** Last, so that nobody waits for it who came for the API. */
    private void login(SuiteSettings settings, Suite suite, Console console) {
        Login login = suite.login();
        console.heading("People log in at " + suite.address(Part.GATEWAY) + "/login");
        if (!login.isBuilt()) {
            console.line("  .. fetching and building Keycloak, once (170 MB)");
            Path log = suite.log(Part.LOGIN);
            Path folder = settings.state().resolve("build");
            new Build(settings.root(), settings.state())
                    .fetch(Login.ARTIFACT, folder, suite.logs().resolve("build.log"));
            login.build(folder, log);
        }
        login.start(console);
        console.line("  Keycloak's console      " + suite.address(Part.LOGIN) + "/admin  (user admin, password in "
                + login.adminPasswordFile() + ")");
        if (demo) {
            console.line("  a person to try it with " + Login.DEMO_EMAIL + ", password " + login.demoPerson());
        }
        console.line("");
    }

    private SuiteSettings settings() {
        SuiteSettings settings = Home.settings();
        Ports changed = settings.ports();
        for (Map.Entry<String, Integer> entry : ports.entrySet()) {
            Part part = Part.called(entry.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("There is no part called " + entry.getKey()));
            changed = changed.with(part, entry.getValue());
        }
        return settings.withPorts(changed);
    }

    private static void build(SuiteSettings settings, Suite suite, Console console) {
        Build build = new Build(settings.root(), settings.state());
        List<Part> stale = build.outOfDate();
        if (stale.isEmpty()) {
            return;
        }
        // A JVM whose jar is replaced under it fails in odd ways.
        stale.stream().filter(suite::isRunning).forEach(suite::stop);
        console.heading("Building " + Console.names(stale));
        Path log = suite.logs().resolve("build.log");
        long begin = System.nanoTime();
        build.run(stale, log, module -> console.moving("  .. " + module));
        console.line("  %s built in %s"
                .formatted(console.green("ok"), Console.seconds(Duration.ofNanos(System.nanoTime() - begin))));
    }

    private static void start(Suite suite, Console console) {
        Thread undo = new Thread(() -> {
            console.line("\nInterrupted: stopping what was started");
            suite.undoStart(console);
        });
        Runtime.getRuntime().addShutdownHook(undo);
        console.heading("Starting");
        try {
            suite.start(console);
        } catch (RuntimeException failed) {
            if (!forget(undo)) {
                throw new IllegalStateException("Interrupted", failed);
            }
            console.line("  " + console.red("failed") + ": stopping what was started");
            suite.undoStart(Progress.SILENT);
            throw failed;
        }
        forget(undo);
    }

    /** False when it is too late: Ctrl-C was pressed, and the hook is at work. */
    private static boolean forget(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return false;
        }
    }
}
