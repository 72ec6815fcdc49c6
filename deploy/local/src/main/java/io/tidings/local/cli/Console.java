package io.tidings.local.cli;

import io.tidings.local.suite.Part;
import io.tidings.local.suite.Progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people see: a line for each thing done, and on a terminal one line that moves while something is waited for. */
final class Console implements Progress {
    private static final String CLEAR_LINE = "\r\033[2K";
    private static final Duration REMINDER = Duration.ofSeconds(15);

    private final PrintStream out;
    private final boolean terminal;
    private long lastReminder;
    private boolean moving;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Console ofProcess() {
        boolean terminal = System.console() != null
                && System.console().isTerminal()
                && !"dumb".equals(System.getenv("TERM"))
                && System.getenv("NO_COLOR") == null;
        return new Console(System.out, terminal);
    }

    void line(String text) {
        endMoving();
        out.println(text);
    }

    void heading(String text) {
        line(bold(text));
    }

    String bold(String text) {
        return terminal ? "\033[1m" + text + "\033[0m" : text;
    }

    String green(String text) {
        return terminal ? "\033[32m" + text + "\033[0m" : text;
    }

    String red(String text) {
        return terminal ? "\033[31m" + text + "\033[0m" : text;
    }

    /** On a terminal replaces the last moving line; elsewhere it is a line like any other. */
    void moving(String text) {
        if (terminal) {
            out.print(CLEAR_LINE + text);
            out.flush();
            moving = true;
        } else {
            out.println(text);
        }
    }

    @Override
    public void ready(Part part, Duration took) {
        String when = took.isZero() ? "was running" : "ready in " + seconds(took);
        line("  %s %-10s %s".formatted(green("ok"), part.title(), when));
    }

    @Override
    public void stopped(Part part, boolean byForce) {
        line("  %s %-10s %s"
                .formatted(green("ok"), part.title(), byForce ? "did not end in time and was killed" : "stopped"));
    }

    @Override
    public void waiting(Collection<Part> parts, Duration since) {
        if (since.compareTo(REMINDER) < 0) {
            lastReminder = 0;
        }
        if (parts.isEmpty()) {
            return;
        }
        String text = "  .. waiting for " + names(parts) + " (" + since.toSeconds() + " s)";
        if (terminal) {
            moving(text);
        } else if (since.compareTo(REMINDER.multipliedBy(lastReminder + 1)) > 0) {
            lastReminder++;
            out.println(text);
        }
    }

    @Override
    public void note(String text) {
        line("  " + text);
    }

    static String names(Collection<Part> parts) {
        return parts.stream().map(Part::title).collect(Collectors.joining(", "));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private void endMoving() {
        if (moving) {
            out.print(CLEAR_LINE);
            moving = false;
        }
    }
}
