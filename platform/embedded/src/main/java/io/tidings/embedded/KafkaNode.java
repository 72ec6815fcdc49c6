package io.tidings.embedded;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One Kafka broker on localhost that is its own controller (KRaft), in a JVM of its own. Starting it on a folder that
 * holds one keeps its topics and records. Topics are made by {@link #createTopics} only.
 */
public final class KafkaNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final ChildProcess process;

    private KafkaNode(KafkaSettings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * Starts the broker and waits until it takes part in its cluster.
     *
     * @throws NotReady when it does not, with the end of its log
     * @throws PortTaken when one of its ports is in use
     */
    public static KafkaNode start(KafkaSettings settings) {
        KafkaNode node = launch(settings);
        node.awaitReady();
        return node;
    }

    /** Starts the broker and returns at once; {@link #awaitReady} is the caller's to call. */
    public static KafkaNode launch(KafkaSettings settings) {
        FreePort.require("kafka", settings.port());
        FreePort.require("kafka", settings.controllerPort());
        Path properties = writeProperties(settings);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmFlags());
        command.addAll(List.of(
                "-Dslf4j.internal.verbosity=WARN",
                "-Dslf4j.provider=" + StderrLogging.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                KafkaMain.class.getName(),
                properties.toString()));
        ChildProcess process = ChildProcess.start(new Launch(
                "kafka",
                command,
                Map.of("MALLOC_ARENA_MAX", "2"),
                Path.of("").toAbsolutePath(),
                settings.log(),
                settings.lifetime()));
        return new KafkaNode(settings, process);
    }

    /** A broker that an earlier JVM started with these settings, by its process. */
    public static KafkaNode of(KafkaSettings settings, ChildProcess process) {
        return new KafkaNode(settings, process);
    }

    public void awaitReady() {
        process.awaitReady(() -> !FreePort.isFree(settings.port()), START_LIMIT);
        try (Admin admin = admin()) {
            process.awaitReady(() -> hasBroker(admin), START_LIMIT);
        }
    }

    public int port() {
        return settings.port();
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    public ChildProcess process() {
        return process;
    }

    /** Creates those that are not there yet, and waits until all can be used. Existing ones stay as they are. */
    public void createTopics(Collection<Topic> topics) {
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(KafkaNode::newTopic)
                    .toList();
            try {
                admin.createTopics(missing).all().get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failed;
                }
            }
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("Could not create the topics", failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created");
        }
    }

    /** The orderly end: logs flushed, marked clean, so that the next start need not check them. */
    public void stop() {
        process.stop("TERM", STOP_GRACE);
    }

    @Override
    public void close() {
        stop();
    }

    private Admin admin() {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        configuration.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, "50");
        configuration.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200");
        return Admin.create(configuration);
    }

    private static boolean hasBroker(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka started");
        }
    }

    private static NewTopic newTopic(Topic topic) {
        NewTopic result = new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.of((short) 1));
        return topic.compacted()
                ? result.configs(
                        Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1", "segment.ms", "600000"))
                : result;
    }

    private static Path writeProperties(KafkaSettings settings) {
        Properties properties = new Properties();
        properties.putAll(properties(settings));
        Path file = settings.data().resolveSibling(settings.data().getFileName() + ".properties");
        try {
            Files.createDirectories(settings.data());
            try (Writer out = Files.newBufferedWriter(file)) {
                properties.store(out, null);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file.toAbsolutePath();
    }

    private static Map<String, String> properties(KafkaSettings settings) {
        String client = "PLAINTEXT://localhost:" + settings.port();
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@localhost:" + settings.controllerPort()),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("listeners", client + ",CONTROLLER://localhost:" + settings.controllerPort()),
                Map.entry("advertised.listeners", client),
                Map.entry("log.dirs", settings.data().toAbsolutePath().toString()),
                // One node: every factor is 1, and what waits for other members waits for nobody.
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "6"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A broker that was killed is known as such in 2 s, not 9: it is back sooner.
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.retention.hours", "168"),
                Map.entry("log.segment.bytes", "67108864"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("log.cleaner.io.buffer.size", "65536"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "3"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("socket.request.max.bytes", "16777216"));
    }
}
