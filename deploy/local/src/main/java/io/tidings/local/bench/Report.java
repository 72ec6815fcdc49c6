package io.tidings.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The figures of one measurement, as a table for people and as JSON for programs. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double MIB = 1024 * 1024;
    private static final double WORTH_A_COLUMN = 0.05;
    private static final int LABEL = 34;

    private final String name;
    private final Machine machine;
    private final List<Row> rows = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Long> memory = new LinkedHashMap<>();

    /** @param machine as it was before anything was measured */
    Report(String name, Machine machine) {
        this.name = name;
        this.machine = machine;
    }

    void add(Row row) {
        rows.add(row);
    }

    void add(Comparison comparison) {
        comparisons.add(comparison);
    }

    /** Forgets what was measured so far: it was a warm-up. */
    void clear() {
        rows.clear();
        notes.clear();
    }

    void note(String text) {
        notes.add(text);
    }

    /** Bytes of RAM of each process at rest. */
    void memory(Map<String, Long> bytes) {
        memory.putAll(bytes);
    }

    /** True when every shot was answered as it should be. */
    boolean isClean() {
        return rows.stream().allMatch(row -> row.failed() == 0 && row.good() > 0);
    }

    void print(PrintStream out) {
        out.println();
        out.println("  " + machine);
        printRows(out);
        printProcesses(out);
        out.println();
        for (Comparison each : comparisons) {
            out.println(line(
                    "%-34s %8.2f%s  (%s %.2f: %s)",
                    each.label(),
                    each.value(),
                    each.unit(),
                    each.atLeast() ? "at least" : "at most",
                    each.limit(),
                    each.isMet() ? "met" : "MISSED"));
        }
        rows.stream()
                .filter(row -> row.firstFailure() != null)
                .forEach(row -> out.println("  " + row.label() + ", the first error: " + row.firstFailure()));
        notes.forEach(note -> out.println("  " + note));
    }

    private void printRows(PrintStream out) {
        out.println(line(
                "%-34s %9s %9s %7s %9s %9s %9s %9s",
                "", "a second", "answered", "errors", "p50 ms", "p90 ms", "p99 ms", "max ms"));
        for (Row row : rows) {
            Latency latency = row.latency();
            String counts = line("%-34s %9.1f %9d %7d", row.label(), row.perSecond(), row.good(), row.failed());
            out.println(
                    latency == null
                            ? counts
                            : counts
                                    + String.format(
                                            Locale.ROOT,
                                            " %9.2f %9.2f %9.2f %9.2f",
                                            latency.p50(),
                                            latency.p90(),
                                            latency.p99(),
                                            latency.max()));
        }
    }

    private void printProcesses(PrintStream out) {
        Set<String> processes = processes();
        StringBuilder heading = new StringBuilder("CPU seconds");
        pad(heading);
        processes.forEach(process -> heading.append(String.format(Locale.ROOT, " %9s", process)));
        out.println();
        out.println("  " + heading);
        for (Row row : rows) {
            StringBuilder text = new StringBuilder(row.label());
            pad(text);
            processes.forEach(process -> text.append(
                    String.format(Locale.ROOT, " %9.2f", row.cpuSeconds().getOrDefault(process, 0.0))));
            out.println("  " + text);
        }
        if (!memory.isEmpty()) {
            StringBuilder text = new StringBuilder("RAM at rest, MiB");
            pad(text);
            processes.forEach(process -> text.append(
                    memory.containsKey(process)
                            ? String.format(Locale.ROOT, " %9.0f", memory.getOrDefault(process, 0L) / MIB)
                            : " ".repeat(10)));
            out.println("  " + text);
        }
    }

    /** Those that did something, and those whose memory is known. */
    private Set<String> processes() {
        Set<String> all = new LinkedHashSet<>();
        rows.forEach(row -> row.cpuSeconds().forEach((process, seconds) -> {
            if (seconds >= WORTH_A_COLUMN || memory.containsKey(process)) {
                all.add(process);
            }
        }));
        return all;
    }

    /** Writes {@code <name>.json} into the folder, and says where. */
    Path write(Path folder) throws IOException {
        Path file = folder.resolve(name + ".json");
        Files.createDirectories(folder);
        JSON.writeValue(file.toFile(), json());
        return file;
    }

    ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", name).put("at", Instant.now().toString());
        root.putPOJO("machine", machine.facts());
        ArrayNode all = root.putArray("rows");
        rows.forEach(row -> write(row, all.addObject()));
        ArrayNode compared = root.putArray("comparisons");
        comparisons.forEach(each -> compared.addObject()
                .put("label", each.label())
                .put("value", each.value())
                .put(each.atLeast() ? "at_least" : "at_most", each.limit())
                .put("met", each.isMet()));
        ArrayNode texts = root.putArray("notes");
        notes.forEach(texts::add);
        ObjectNode bytes = root.putObject("memory_bytes");
        memory.forEach(bytes::put);
        return root;
    }

    private static void write(Row row, ObjectNode json) {
        json.put("label", row.label())
                .put("per_second", row.perSecond())
                .put("answered", row.good())
                .put("errors", row.failed())
                .put("first_error", row.firstFailure());
        Latency latency = row.latency();
        if (latency != null) {
            json.putObject("latency_ms")
                    .put("p50", latency.p50())
                    .put("p90", latency.p90())
                    .put("p99", latency.p99())
                    .put("max", latency.max());
        }
        ObjectNode cpu = json.putObject("cpu_seconds");
        row.cpuSeconds().forEach((process, seconds) -> cpu.put(process, Math.round(seconds * 100) / 100.0));
    }

    private static void pad(StringBuilder text) {
        text.append(" ".repeat(Math.max(0, LABEL - text.length())));
    }

    private static String line(String format, Object... values) {
        return "  " + String.format(Locale.ROOT, format, values);
    }
}
