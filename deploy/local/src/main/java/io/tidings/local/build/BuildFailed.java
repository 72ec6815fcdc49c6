package io.tidings.local.build;

import java.nio.file.Path;
import java.util.List;

/** Maven refused. The message has its first errors; the rest is in the log. */
public final class BuildFailed extends IllegalStateException {
    private static final int LINES = 20;

    BuildFailed(Path log, List<String> errors) {
        super("The build failed; all of it is in " + log + "\n" + String.join("\n", gist(errors)));
    }

    /** Where and what, once each: Maven says everything twice, and adds a page of advice. */
    private static List<String> gist(List<String> errors) {
        List<String> places = errors.stream()
                .filter(line -> line.contains(".java:[") || line.contains("Failed to execute goal"))
                .distinct()
                .limit(LINES)
                .toList();
        return places.isEmpty() ? errors.stream().limit(LINES).toList() : places;
    }
}
