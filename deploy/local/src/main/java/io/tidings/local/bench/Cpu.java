package io.tidings.local.bench;

import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Processor time that processes have taken. */
final class Cpu {
    /** Of {@code /proc}, the same on every Linux that Java runs on (proc(5)). */
    private static final double TICKS_PER_SECOND = 100;

    /** As HotSpot names their threads, cut to the 15 characters that Linux keeps. */
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

    private static final int USER_TIME = 11;
    private static final int CHILDRENS_SYSTEM_TIME = 14;

    private Cpu() {}

    /** The suite's processes and this one, which makes the load, by name. */
    static Map<String, Long> processesOf(Suite suite) {
        Map<String, Long> processes = new LinkedHashMap<>();
        for (Part part : suite.running()) {
            processes.put(part.title(), suite.pid(part));
        }
        processes.put("load", ProcessHandle.current().pid());
        return processes;
    }

    /** Seconds each has taken since it started, with its children, by name. */
    static Map<String, Double> secondsOf(Map<String, Long> processes) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((name, pid) -> seconds.put(name, seconds(pid)));
        return seconds;
    }

    /** Seconds that the compilers of the JVMs among them have taken; 0 where there is no {@code /proc}. */
    static double compilerSecondsOf(Map<String, Long> processes) {
        return processes.values().stream().mapToDouble(Cpu::compilers).sum();
    }

    private static double compilers(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.mapToDouble(Cpu::ofCompiler).sum();
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }

    private static double ofCompiler(Path thread) {
        try {
            boolean compiles =
                    COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt();
            return compiles ? fromStat(thread) : 0;
        } catch (IOException _) {
            return 0; // it has ended meanwhile
        }
    }

    private static double seconds(long pid) {
        if (pid == ProcessHandle.current().pid()) {
            return fromJava(ProcessHandle.current()); // what it has started is counted by its own name
        }
        return ProcessHandle.of(pid)
                .map(process -> own(process)
                        + process.descendants().mapToDouble(Cpu::own).sum())
                .orElse(0.0);
    }

    /** Its own time and that of children which have ended. */
    private static double own(ProcessHandle process) {
        try {
            return fromStat(Path.of("/proc/" + process.pid()));
        } catch (IOException | RuntimeException _) {
            return fromJava(process); // no /proc: macOS tells the process's own time only
        }
    }

    /** @param folder of a process or a thread */
    private static double fromStat(Path folder) throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        // The second field is a name in parentheses, which may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = USER_TIME; i <= CHILDRENS_SYSTEM_TIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double fromJava(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .map(millis -> millis / 1_000.0)
                .orElse(0.0);
    }
}
