package io.tidings.local.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Resident memory. */
final class Memory {
    private static final long KIB = 1024;

    private Memory() {}

    /**
     * Bytes in RAM of a process and its children. Pages that several of them share count once, by each one's proportional
     * share (PSS), where the system tells it: PostgreSQL's backends share most of theirs.
     */
    static long resident(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> {
                    List<ProcessHandle> children = process.descendants().toList();
                    return children.isEmpty()
                            ? field("/proc/" + pid + "/status", "VmRSS:", pid)
                            : Stream.concat(Stream.of(process), children.stream())
                                    .mapToLong(
                                            each -> field("/proc/" + each.pid() + "/smaps_rollup", "Pss:", each.pid()))
                                    .sum();
                })
                .orElse(0L);
    }

    private static long field(String file, String name, long pid) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D+", "")) * KIB)
                    .orElse(0L);
        } catch (IOException | RuntimeException _) {
            return fromPs(pid);
        }
    }

    private static long fromPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? 0 : Long.parseLong(text) * KIB;
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }
}
