package io.tidings.local.suite;

import io.tidings.embedded.Launch.Lifetime;

import java.nio.file.Path;
import java.util.Map;

/**
 * @param root the repository: what is run is taken from its modules' target folders
 * @param state where everything the suite keeps lives: data, secrets, logs, process marks
 * @param lifetime of the processes: the launcher's outlive it, a test's end with it
 * @param environment added to that of every service, for tests that want another setting
 */
public record SuiteSettings(
        Path root, Path state, Ports ports, Lifetime lifetime, boolean jsonLogs, Map<String, String> environment) {
    public SuiteSettings {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** What {@code ./tidings} uses: ports from the last start, or the environment where that names them. */
    public static SuiteSettings ofLauncher(Path root, Path state, Map<String, String> environment) {
        Ports ports =
                Ports.defaults().orSaved(state.resolve("ports.properties")).with(environment);
        boolean json = Boolean.parseBoolean(environment.getOrDefault("TIDINGS_LOG_JSON", "false"));
        return new SuiteSettings(root, state, ports, Lifetime.OUTLIVES_STARTER, json, Map.of());
    }

    /** A suite of its own on free ports, which ends with this JVM. */
    public static SuiteSettings forTests(Path root, Path state) {
        return new SuiteSettings(root, state, Ports.free(), Lifetime.ENDS_WITH_STARTER, false, Map.of());
    }

    public SuiteSettings withPorts(Ports other) {
        return new SuiteSettings(root, state, other, lifetime, jsonLogs, environment);
    }

    public SuiteSettings withEnvironment(Map<String, String> other) {
        return new SuiteSettings(root, state, ports, lifetime, jsonLogs, other);
    }
}
