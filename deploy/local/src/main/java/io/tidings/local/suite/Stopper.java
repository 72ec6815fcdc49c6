package io.tidings.local.suite;

import io.tidings.embedded.ChildProcess;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Stops parts: all of a group are asked first, then waited for. */
final class Stopper {
    /** The first orderly end after a build also writes the class archive, on a busy machine some ten seconds' work. */
    private static final Duration GRACE = Duration.ofSeconds(120);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Registry registry;
    private final Progress progress;

    Stopper(Registry registry, Progress progress) {
        this.registry = registry;
        this.progress = progress;
    }

    void stop(List<Part> group) {
        Map<Part, ChildProcess> running = new EnumMap<>(Part.class);
        group.forEach(part -> registry.find(part).ifPresent(process -> running.put(part, process)));
        running.forEach((part, process) -> process.signal(signal(part)));
        long begin = System.nanoTime();
        while (!running.isEmpty()) {
            Duration since = Duration.ofNanos(System.nanoTime() - begin);
            boolean late = since.compareTo(GRACE) > 0;
            for (Part part : List.copyOf(running.keySet())) {
                if (ended(running.get(part), late)) {
                    running.remove(part);
                    progress.stopped(part, late);
                }
            }
            progress.waiting(running.keySet(), since);
        }
        group.forEach(registry::remove);
    }

    private static boolean ended(@Nullable ChildProcess process, boolean late) {
        if (process != null && late) {
            process.kill();
        }
        return process == null || process.awaitEnd(POLL);
    }

    /** To PostgreSQL SIGTERM means to wait for its clients; SIGINT is the fast shutdown, just as safe. */
    private static String signal(Part part) {
        return part == Part.POSTGRES ? "INT" : "TERM";
    }
}
