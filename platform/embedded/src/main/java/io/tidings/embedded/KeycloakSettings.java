package io.tidings.embedded;

import io.tidings.embedded.Launch.Lifetime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * @param home from {@link KeycloakDistribution}; may be shared by several nodes
 * @param port login pages, tokens and health are served here, on localhost
 * @param postgresPort of the server that has {@code database}
 * @param database what Keycloak keeps its users and sessions in; it makes its tables itself, as {@code owner}
 * @param adminPassword of the user {@code admin} of the master realm, set at the very first start only
 * @param placeholders values for the <code>${NAME}</code> of the realm file; they count when the realm is imported, which is
 *     when the database has none of that name
 */
public record KeycloakSettings(
        Path home,
        Path log,
        int port,
        int postgresPort,
        ServiceDatabase database,
        String adminPassword,
        Map<String, String> placeholders,
        List<String> jvmFlags,
        Lifetime lifetime) {
    /** Small: a few people logging in at a time. */
    public static final List<String> SMALL_JVM = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TrimNativeHeapInterval=10000",
            "--sun-misc-unsafe-memory-access=allow");

    public KeycloakSettings {
        placeholders = Map.copyOf(placeholders);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** Passwords stay out of logs and messages. */
    @Override
    public String toString() {
        return "KeycloakSettings[" + home + ", port " + port + ", database " + database.name() + "]";
    }
}
