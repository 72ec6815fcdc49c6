package io.tidings.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process by its id and its start time. The id alone says nothing once the process has ended: the system gives it to
 * somebody else, and a kill would hit them.
 *
 * @param startedAt as the operating system tells it; the second of two readings may differ by its clock's resolution
 */
public record ProcessMark(long pid, Instant startedAt) {
    private static final Duration CLOCK_RESOLUTION = Duration.ofSeconds(2);

    /** The mark of a process that runs now. */
    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Reads what {@link #toString} wrote; empty when it is not a mark. */
    public static Optional<ProcessMark> parse(String text) {
        String[] parts = text.strip().split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessMark(Long.parseLong(parts[0]), Instant.parse(parts[1])))
                    : Optional.empty();
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /** The running process this mark means; empty when it ended, also when its id belongs to another one by now. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie(pid))
                .filter(this::isTheSame);
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    private boolean isTheSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_RESOLUTION) <= 0)
                .orElse(startedAt.equals(Instant.EPOCH));
    }

    /**
     * An ended process that nobody has waited for keeps its id; in a container without an init that may be for ever. While
     * it has other threads left they hold its ports, and it is not over yet (proc_pid_stat(5), fields 3 and 20).
     */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") && Integer.parseInt(fields[17]) <= 1;
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return pid + " " + startedAt;
    }
}
