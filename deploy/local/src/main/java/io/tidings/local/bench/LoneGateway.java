package io.tidings.local.bench;

import io.tidings.contracts.Topics;
import io.tidings.embedded.ChildProcess;
import io.tidings.embedded.FileTree;
import io.tidings.embedded.FreePort;
import io.tidings.embedded.KafkaNode;
import io.tidings.embedded.KafkaSettings;
import io.tidings.embedded.Launch;
import io.tidings.embedded.Topic;
import io.vertx.core.Vertx;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A gateway with a broker, a directory and a service of its own; nothing of the suite is touched. */
final class LoneGateway implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final int ASKED = 500;
    private static final double SECOND = 1e9;
    private static final int KIB = 1024;
    private static final List<String> JVM = List.of(
            "-Xms32m",
            "-Xmx448m",
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePort.any();
    private final KafkaNode kafka;
    private final List<String> keys;
    private final ChildProcess process;
    private final double secondsToReady;

    private LoneGateway(Path root, Path folder, KafkaNode kafka, List<String> keys) throws Exception {
        this.folder = folder;
        this.kafka = kafka;
        this.keys = keys;
        int service = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("{}"))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
        long begin = System.nanoTime();
        this.process = ChildProcess.start(launch(root, service));
        try {
            process.awaitReady(this::hasDirectory, START_LIMIT);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
        this.secondsToReady = (System.nanoTime() - begin) / SECOND;
    }

    /** @param root the repository, where the gateway was built */
    static LoneGateway start(Path root, int tenants, int keys) throws Exception {
        Path folder = Files.createTempDirectory("tidings-directory");
        KafkaNode kafka = KafkaNode.start(KafkaSettings.forTests(folder));
        try {
            kafka.createTopics(List.of(Topic.compacted(Topics.DIRECTORY, 1), Topic.of(Topics.USAGE, 1)));
            List<String> sample = new DirectoryRecords().publish(kafka.bootstrapServers(), tenants, keys);
            return new LoneGateway(root, folder, kafka, sample);
        } catch (Exception failed) {
            kafka.close();
            FileTree.delete(folder);
            throw failed;
        }
    }

    KeyShots shots(int connections) {
        return new KeyShots(port, connections, keys);
    }

    double secondsToReady() {
        return secondsToReady;
    }

    long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        }
    }

    private Launch launch(Path root, int service) throws Exception {
        OctetKeyPairJsonWebKey pair = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        pair.setKeyId("bench");
        Path key = Files.writeString(
                folder.resolve("key.jwk"), pair.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        Map<String, String> environment = new TreeMap<>(Map.of(
                "MALLOC_ARENA_MAX", "2",
                "QUARKUS_HTTP_PORT", String.valueOf(port),
                "TIDINGS_GATEWAY_MANAGEMENT_PORT", String.valueOf(FreePort.any()),
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "TIDINGS_INTERNAL_KEY", key.toString()));
        for (String each : List.of("TENANT", "MESSAGING", "BILLING", "COMMERCE", "CAMPAIGN")) {
            environment.put("TIDINGS_SERVICE_" + each + "_URL", "http://localhost:" + service);
        }
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream<String> jar = Stream.of(
                "-jar",
                root.resolve("gateway/target/quarkus-app/quarkus-run.jar").toString());
        List<String> command =
                Stream.of(java, JVM.stream(), jar).flatMap(part -> part).toList();
        return new Launch(
                "gateway",
                command,
                environment,
                folder,
                folder.resolve("gateway.log"),
                Launch.Lifetime.ENDS_WITH_STARTER);
    }

    private boolean hasDirectory() {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create("http://localhost:" + port + "/health").toURL().openConnection();
            asked.setConnectTimeout(ASKED);
            asked.setReadTimeout(ASKED);
            try (var body = asked.getResponseCode() == HttpURLConnection.HTTP_OK
                    ? asked.getInputStream()
                    : asked.getErrorStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("\"directory\":\"UP\"");
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.stop("TERM", STOP_GRACE);
        kafka.close();
        vertx.close();
        FileTree.delete(folder);
    }
}
