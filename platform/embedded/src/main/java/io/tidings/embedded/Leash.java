package io.tidings.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Ends a process when this JVM ends, however it ends: a shell waits on a pipe from us, and the system closes the pipe
 * when we are gone, also after kill -9, which no shutdown hook survives.
 */
final class Leash implements AutoCloseable {
    private final Process watcher;

    private Leash(Process watcher) {
        this.watcher = watcher;
    }

    static Leash on(long pid) {
        try {
            // SIGINT first: to PostgreSQL it is the fast shutdown, to a JVM the orderly one.
            String script = """
                    trap '' HUP INT TERM
                    read -r _
                    kill -INT "$0" || exit 0
                    n=0
                    while [ $n -lt 50 ] && kill -0 "$0"; do sleep 0.1; n=$((n + 1)); done
                    [ $n -lt 50 ] || kill -KILL "$0"
                    """;
            return new Leash(new ProcessBuilder("sh", "-c", script, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Lets go: the process is stopped by other means now. */
    @Override
    public void close() {
        watcher.destroyForcibly();
    }
}
