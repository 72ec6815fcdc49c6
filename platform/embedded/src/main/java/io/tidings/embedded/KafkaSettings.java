package io.tidings.embedded;

import io.tidings.embedded.Launch.Lifetime;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * @param data data folder; formatted when it is not there
 * @param port clients connect here
 * @param controllerPort the node talks to itself here (KRaft)
 * @param jvmFlags of the broker's JVM, heap included
 */
public record KafkaSettings(
        Path data, Path log, int port, int controllerPort, List<String> jvmFlags, Lifetime lifetime) {
    /** Small and quick to start: a heap of 256 MiB serves thousands of records a second. */
    public static final List<String> SMALL_JVM = List.of(
            "-Xms48m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TrimNativeHeapInterval=10000",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** It ends before the second compiler's code has paid for itself. */
    private static final List<String> SHORT_LIVED_JVM = Stream.concat(
                    SMALL_JVM.stream(), Stream.of("-XX:TieredStopAtLevel=1"))
            .toList();

    /** On free ports, ends with this JVM. */
    public static KafkaSettings forTests(Path folder) {
        return new KafkaSettings(
                folder.resolve("kafka"),
                folder.resolve("kafka.log"),
                FreePort.any(),
                FreePort.any(),
                SHORT_LIVED_JVM,
                Lifetime.ENDS_WITH_STARTER);
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }
}
