package io.tidings.local.suite;

import io.tidings.embedded.Launch.Lifetime;

import java.nio.file.Path;
import java.util.List;

/**
 * Classes as they were loaded last time, which halves the time to start. The JVM writes the archive at its orderly end when
 * there is none. One of an older jar is deleted: the JVM would map it first and then refuse it, and keep the memory.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** For the launcher's JVMs only: a test's live once, and would spend their end on an archive nobody reads. */
    static List<String> flags(SuiteSettings settings, StateFolder state, Part part, String classPath) {
        if (settings.lifetime() != Lifetime.OUTLIVES_STARTER) {
            return List.of();
        }
        Path archive = state.startup().resolve(part.title() + "-" + classPath + ".jsa");
        state.keepOnlyArchive(part, archive);
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off");
    }
}
