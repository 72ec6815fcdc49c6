package io.tidings.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

class ReportTest {
    private static final Latency LATENCY = new Latency(1.25, 2.5, 9.75, 40);

    private final Report report =
            new Report("orders", new Machine(Instant.parse("2026-11-22T18:00:00Z"), "Linux amd64", 2, 0.4));

    @Test
    void the_table_has_a_line_for_each_run_and_one_for_each_comparison() {
        fill();

        assertThat(printed().lines())
                .anySatisfy(line -> assertThat(line).contains("2 processors").contains("load 0.4"))
                .anySatisfy(line -> assertThat(line).matches("  full speed +1500\\.0 +15000 +0"))
                .anySatisfy(line ->
                        assertThat(line).matches("  750 a second +750\\.0 +7500 +2 +1\\.25 +2\\.50 +9\\.75 +40\\.00"))
                .anySatisfy(line -> assertThat(line).matches("  CPU seconds +gateway +postgres"))
                .anySatisfy(line -> assertThat(line).matches("  full speed +3\\.20 +7\\.10"))
                .anySatisfy(line -> assertThat(line).matches("  RAM at rest, MiB +120 *"))
                .anySatisfy(
                        line -> assertThat(line).contains("orders / pgbench").endsWith("0.25  (at least 0.20: met)"))
                .anySatisfy(line -> assertThat(line).contains("p99").endsWith("612.00 ms  (at most 500.00: MISSED)"))
                .contains("  750 a second, the first error: 503 busy", "  nothing else");
    }

    @Test
    void a_process_that_did_nothing_gets_no_column() {
        fill();

        assertThat(printed()).doesNotContain("campaign");
    }

    @Test
    void the_file_says_the_same_to_programs(@TempDir Path folder) throws Exception {
        fill();

        Path file = report.write(folder.resolve("bench"));

        assertThat(file).isEqualTo(folder.resolve("bench").resolve("orders.json"));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("name").asText()).isEqualTo("orders");
        assertThat(json.path("machine").path("processors").asInt()).isEqualTo(2);
        assertThat(json.path("rows").path(0).has("latency_ms")).isFalse();
        assertThat(json.path("rows").path(1).path("latency_ms").path("p99").asDouble())
                .isEqualTo(9.75);
        assertThat(json.path("rows").path(1).path("errors").asInt()).isEqualTo(2);
        assertThat(json.path("rows")
                        .path(0)
                        .path("cpu_seconds")
                        .path("postgres")
                        .asDouble())
                .isEqualTo(7.1);
        assertThat(json.path("comparisons").path(1).path("met").asBoolean(true)).isFalse();
        assertThat(json.path("comparisons").path(1).path("at_most").asDouble()).isEqualTo(500);
        assertThat(json.path("memory_bytes").path("gateway").asLong()).isEqualTo(120L << 20);
    }

    @Test
    void errors_make_it_unclean() {
        assertThat(report.isClean()).isTrue();
        fill();
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void turns_of_one_measurement_add_up() {
        Row first = new Row("gateway", 1_000, 4_000, 0, null, Map.of("gateway", 2.0), null);
        Row second = new Row("gateway", 3_000, 12_000, 1, null, Map.of("gateway", 3.0), "no answer");

        Row both = first.and(second);

        assertThat(both.perSecond()).isCloseTo(2_000, within(0.001));
        assertThat(both.good()).isEqualTo(16_000);
        assertThat(both.failed()).isEqualTo(1);
        assertThat(both.firstFailure()).isEqualTo("no answer");
        assertThat(both.cpuSeconds()).containsEntry("gateway", 5.0);
    }

    @Test
    void processor_time_grows_with_work() {
        Map<String, Long> me = Map.of("me", ProcessHandle.current().pid());
        double before = Cpu.secondsOf(me).getOrDefault("me", 0.0);
        long end = System.nanoTime() + 30_000_000_000L;
        double after = before;
        while (after <= before && System.nanoTime() < end) {
            after = Cpu.secondsOf(me).getOrDefault("me", 0.0);
        }
        assertThat(after).isGreaterThan(before);
    }

    private void fill() {
        report.add(new Row(
                "full speed",
                1_500,
                15_000,
                0,
                null,
                new TreeMap<>(Map.of("gateway", 3.2, "postgres", 7.1, "campaign", 0.01)),
                null));
        report.add(new Row(
                "750 a second",
                750,
                7_500,
                2,
                LATENCY,
                new TreeMap<>(Map.of("gateway", 1.5, "postgres", 3.0)),
                "503 busy"));
        report.add(Comparison.atLeast("orders / pgbench", 0.25, 0.2));
        report.add(Comparison.atMost("p99", 612, 500, " ms"));
        report.note("nothing else");
        report.memory(Map.of("gateway", 120L << 20));
    }

    private String printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
