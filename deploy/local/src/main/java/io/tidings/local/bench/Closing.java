package io.tidings.local.bench;

import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/** What every measurement ends with: the suite at rest, the table, the file. */
final class Closing {
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final double MOST_GIB = 2.2;

    private Closing() {}

    /** @return false when something was answered wrongly or not at all */
    static boolean of(Report report, Meter meter, Suite suite, PrintStream out) throws IOException {
        if (!meter.awaitRest()) {
            report.note("The suite had not come to rest when its memory was read.");
        }
        var memory = meter.memory();
        report.memory(memory);
        double all = memory.entrySet().stream()
                        .filter(part -> !part.getKey().equals(Part.LOGIN.title())) // can be left out, as in status
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                / GIB;
        report.add(Comparison.atMost("RAM of the suite at rest", all, MOST_GIB, " GiB"));
        report.print(out);
        out.println("  as JSON: " + report.write(suite.settings().state().resolve("bench")));
        out.println();
        return report.isClean();
    }
}
