package io.tidings.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param name how messages call it: {@code postgres}, {@code gateway}
 * @param environment added to this process's own
 * @param log receives standard output and error; appended to
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        Lifetime lifetime) {

    /** When the process is to end. */
    public enum Lifetime {
        /** Keeps running after this JVM and its terminal are gone. */
        OUTLIVES_STARTER,
        /** Ends with this JVM, even when that is killed. */
        ENDS_WITH_STARTER
    }
}
