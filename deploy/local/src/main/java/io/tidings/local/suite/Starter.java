package io.tidings.local.suite;

import io.tidings.contracts.Topics;
import io.tidings.embedded.ChildProcess;
import io.tidings.embedded.FreePort;
import io.tidings.embedded.KafkaNode;
import io.tidings.embedded.KafkaSettings;
import io.tidings.embedded.Launch;
import io.tidings.embedded.NotReady;
import io.tidings.embedded.PostgresNode;
import io.tidings.embedded.PostgresSettings;
import io.tidings.embedded.ServiceDatabase;
import io.tidings.embedded.Topic;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Starts parts in the order they need one another: PostgreSQL, Kafka and the simulator side by side, then databases and
 * topics, then the services and the gateway side by side.
 */
final class Starter {
    private static final Duration READY_LIMIT = Duration.ofSeconds(240);
    private static final long POLL_MILLIS = 100;
    private static final int EVENT_PARTITIONS = 6;

    private final SuiteSettings settings;
    private final StateFolder state;
    private final Secrets secrets;
    private final Registry registry;
    private final Health health;
    private final JvmLaunches launches;
    private final Set<Part> started = EnumSet.noneOf(Part.class);
    private boolean cancelled;

    Starter(SuiteSettings settings, StateFolder state, Secrets secrets, Registry registry, Health health) {
        this.settings = settings;
        this.state = state;
        this.secrets = secrets;
        this.registry = registry;
        this.health = health;
        this.launches = new JvmLaunches(settings, state, secrets);
    }

    void start(Set<Part> parts, Progress progress) {
        renew();
        // Said before anything is started, not after half a minute.
        parts.stream()
                .filter(part -> registry.find(part).isEmpty())
                .forEach(part -> FreePort.require(part.title(), settings.ports().of(part)));
        Map<Part, Long> since = new EnumMap<>(Part.class);
        KafkaNode kafka = parts.contains(Part.KAFKA) ? launchKafka(since) : null;
        if (parts.contains(Part.SIMULATOR)) {
            launch(Part.SIMULATOR, since);
        }
        if (parts.contains(Part.POSTGRES)) {
            PostgresNode postgres = startPostgres(since);
            Part.services().forEach(service -> postgres.createDatabase(launches.database(service)));
            tell(Part.POSTGRES, since, progress);
        }
        if (kafka != null) {
            kafka.awaitReady();
            kafka.createTopics(topics());
            tell(Part.KAFKA, since, progress);
        }
        Set<Part> waiting = EnumSet.noneOf(Part.class);
        waiting.addAll(parts);
        waiting.removeAll(EnumSet.of(Part.POSTGRES, Part.KAFKA));
        waiting.stream().filter(part -> part != Part.SIMULATOR).forEach(part -> launch(part, since));
        awaitAll(waiting, since, progress);
    }

    private synchronized void renew() {
        started.clear();
        cancelled = false;
    }

    /** From now on nothing more is started, also by a {@link #start} that is under way; tells what was. */
    synchronized Set<Part> cancel() {
        cancelled = true;
        return EnumSet.copyOf(started);
    }

    boolean isReady(Part part) {
        return switch (part) {
            case POSTGRES ->
                registry.find(part)
                        .map(process ->
                                PostgresNode.of(postgresSettings(), process).answers())
                        .orElse(false);
            case KAFKA -> !FreePort.isFree(settings.ports().of(part));
            default -> health.isReady(address(part), part);
        };
    }

    String ownerJdbcUrl(Part service) {
        ServiceDatabase database = launches.database(service);
        return "jdbc:postgresql://localhost:" + settings.ports().of(Part.POSTGRES) + "/" + database.name() + "?user="
                + database.owner() + "&password=" + database.ownerPassword();
    }

    private URI address(Part part) {
        return URI.create("http://localhost:" + settings.ports().of(part));
    }

    private void awaitAll(Set<Part> waiting, Map<Part, Long> since, Progress progress) {
        long begin = System.nanoTime();
        while (!waiting.isEmpty()) {
            for (Part part : EnumSet.copyOf(waiting)) {
                if (health.isReady(address(part), part)) {
                    waiting.remove(part);
                    tell(part, since, progress);
                } else if (!registry.find(part).isPresent()) {
                    throw new NotReady(part.title(), part.title() + " ended while it was starting", state.log(part));
                }
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (!waiting.isEmpty() && waited.compareTo(READY_LIMIT) > 0) {
                Part late = waiting.iterator().next();
                throw new NotReady(
                        late.title(),
                        late.title() + " was not ready within " + READY_LIMIT.toSeconds() + " s",
                        state.log(late));
            }
            progress.waiting(waiting, waited);
            pause();
        }
    }

    private void launch(Part part, Map<Part, Long> since) {
        Path jar = launches.jar(part);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(part.title() + " has not been built: " + jar + " is missing");
        }
        Launch launch = launches.of(part);
        String fingerprint = Fingerprint.of(launch, jar);
        if (isCurrent(part, fingerprint)) {
            return;
        }
        FreePort.require(part.title(), settings.ports().of(part));
        begin(part, fingerprint, since, () -> ChildProcess.start(launch));
    }

    private KafkaNode launchKafka(Map<Part, Long> since) {
        List<String> jvm = new ArrayList<>(KafkaSettings.SMALL_JVM);
        jvm.addAll(ClassArchive.flags(settings, state, Part.KAFKA, Fingerprint.ofOwnClassPath("")));
        KafkaSettings kafka = new KafkaSettings(
                state.data().resolve("kafka"),
                state.log(Part.KAFKA),
                settings.ports().of(Part.KAFKA),
                settings.ports().kafkaController(),
                jvm,
                settings.lifetime());
        String fingerprint = Fingerprint.ofOwnClassPath(kafka.toString());
        if (isCurrent(Part.KAFKA, fingerprint)) {
            return registry.find(Part.KAFKA)
                    .map(process -> KafkaNode.of(kafka, process))
                    .orElseThrow();
        }
        ChildProcess process = begin(
                Part.KAFKA, fingerprint, since, () -> KafkaNode.launch(kafka).process());
        return KafkaNode.of(kafka, process);
    }

    private PostgresNode startPostgres(Map<Part, Long> since) {
        PostgresSettings postgres = postgresSettings();
        String fingerprint = Fingerprint.of(postgres.port() + " " + postgres.data());
        if (isCurrent(Part.POSTGRES, fingerprint)) {
            return registry.find(Part.POSTGRES)
                    .map(process -> PostgresNode.of(postgres, process))
                    .orElseThrow();
        }
        ChildProcess process = begin(
                Part.POSTGRES,
                fingerprint,
                since,
                () -> PostgresNode.launch(postgres).process());
        PostgresNode node = PostgresNode.of(postgres, process);
        node.awaitReady();
        return node;
    }

    ChildProcess startAnother(Part service, int port) {
        Launch usual = launches.of(service);
        Map<String, String> environment = new TreeMap<>(usual.environment());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        ChildProcess process = ChildProcess.start(new Launch(
                usual.name() + "-" + port,
                usual.command(),
                environment,
                usual.directory(),
                usual.log(),
                usual.lifetime()));
        URI address = URI.create("http://localhost:" + port);
        process.awaitReady(() -> health.isReady(address, service), READY_LIMIT);
        return process;
    }

    PostgresSettings postgresSettings() {
        return new PostgresSettings(
                state.data().resolve("postgres"),
                state.log(Part.POSTGRES),
                settings.ports().of(Part.POSTGRES),
                secrets.databasePassword("postgres"),
                true,
                settings.lifetime());
    }

    /** True when it runs as it should; when it runs from something older it is stopped here. */
    private boolean isCurrent(Part part, String fingerprint) {
        if (!registry.find(part).isPresent()) {
            return false;
        }
        if (registry.fingerprint(part).filter(fingerprint::equals).isPresent()) {
            return true;
        }
        new Stopper(registry, Progress.SILENT).stop(List.of(part));
        return false;
    }

    private synchronized ChildProcess begin(
            Part part, String fingerprint, Map<Part, Long> since, Supplier<ChildProcess> launch) {
        if (cancelled) {
            throw new IllegalStateException("The start was cancelled");
        }
        since.put(part, System.nanoTime());
        state.rotateLog(part);
        ChildProcess process = launch.get();
        registry.add(part, process, fingerprint);
        started.add(part);
        return process;
    }

    private static void tell(Part part, Map<Part, Long> since, Progress progress) {
        Long begin = since.get(part);
        progress.ready(part, begin == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begin));
    }

    private static List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        Topics.EVENTS.forEach(name -> topics.add(Topic.of(name, EVENT_PARTITIONS)));
        topics.add(Topic.compacted(Topics.DIRECTORY, 1));
        Topics.EVENTS.forEach(name -> topics.add(Topic.of(Topics.deadLetters(name), 1)));
        topics.add(Topic.of(Topics.deadLetters(Topics.DIRECTORY), 1));
        return topics;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the suite started");
        }
    }
}
