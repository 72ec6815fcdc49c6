package io.tidings.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A process of the suite: started here in a session of its own (a Ctrl-C in the terminal does not reach it), or found
 * again by its mark.
 */
public final class ChildProcess {
    private static final Duration READY_POLL = Duration.ofMillis(50);

    private final String name;
    private final Path log;
    private final ProcessMark mark;
    private final @Nullable Leash leash;

    private ChildProcess(String name, Path log, ProcessMark mark, @Nullable Leash leash) {
        this.name = name;
        this.log = log;
        this.mark = mark;
        this.leash = leash;
    }

    /** Starts it and returns at once; see {@link #awaitReady}. */
    public static ChildProcess start(Launch launch) {
        List<String> command = new ArrayList<>(Session.prefix());
        command.addAll(launch.command());
        try {
            Files.createDirectories(
                    Optional.ofNullable(launch.log().toAbsolutePath().getParent())
                            .orElse(launch.directory()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            Process process = builder.start();
            ProcessMark mark = ProcessMark.of(process.toHandle());
            Leash leash = launch.lifetime() == Launch.Lifetime.ENDS_WITH_STARTER ? Leash.on(mark.pid()) : null;
            return new ChildProcess(launch.name(), launch.log(), mark, leash);
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not start " + launch.name() + ": " + failed.getMessage(), failed);
        }
    }

    /** A process that an earlier JVM started; empty when it does not run any more. */
    public static Optional<ChildProcess> find(String name, Path log, ProcessMark mark) {
        return mark.isAlive() ? Optional.of(new ChildProcess(name, log, mark, null)) : Optional.empty();
    }

    public String name() {
        return name;
    }

    public long pid() {
        return mark.pid();
    }

    public ProcessMark mark() {
        return mark;
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return mark.isAlive();
    }

    /**
     * Waits until {@code ready} says so.
     *
     * @throws NotReady when the process ends before, or the time is up; with the end of its log
     */
    public void awaitReady(BooleanSupplier ready, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!isAlive()) {
                throw new NotReady(name, name + " ended while it was starting", log);
            }
            if (System.nanoTime() > deadline) {
                throw new NotReady(name, name + " was not ready within " + limit.toSeconds() + " s", log);
            }
            pause(READY_POLL);
        }
    }

    /**
     * Asks it to end with {@code signal} ({@code TERM}, {@code INT}), and kills it when it has not within {@code grace}.
     *
     * @return false when it had to be killed
     */
    public boolean stop(String signal, Duration grace) {
        if (leash != null) {
            leash.close();
        }
        if (!isAlive()) {
            return true;
        }
        signal(signal);
        if (awaitEnd(grace)) {
            return true;
        }
        kill();
        return false;
    }

    /** {@code kill -9}, and waits until it is gone. */
    public void kill() {
        mark.find().ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Sends a signal by its name without SIG; does nothing when the process is gone. */
    public void signal(String signal) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + mark.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end; false when it still runs after {@code limit}. */
    public boolean awaitEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            mark.find().ifPresent(process -> awaitExit(process, READY_POLL));
        }
        return !isAlive();
    }

    private static void awaitExit(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // Still there: the caller looks again.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting");
        }
    }
}
