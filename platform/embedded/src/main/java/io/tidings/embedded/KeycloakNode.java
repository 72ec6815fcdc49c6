package io.tidings.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Keycloak on localhost, over HTTP, in a JVM of its own, with its data in a PostgreSQL database. Ready in some 15 seconds
 * on a database it knows; the first time it makes its tables and imports the realm.
 */
public final class KeycloakNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private final KeycloakSettings settings;
    private final ChildProcess process;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_LIMIT)
            .build();

    private KeycloakNode(KeycloakSettings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * Starts the server and waits until it is ready.
     *
     * @throws NotReady when it does not come up, with the end of its log
     * @throws PortTaken when its port is in use
     */
    public static KeycloakNode start(KeycloakSettings settings) {
        KeycloakNode node = launch(settings);
        node.awaitReady();
        return node;
    }

    /** Starts the server and returns at once; {@link #awaitReady} is the caller's to call. */
    public static KeycloakNode launch(KeycloakSettings settings) {
        FreePort.require("login", settings.port());
        return new KeycloakNode(
                settings,
                ChildProcess.start(new Launch(
                        "login",
                        command(settings),
                        environment(settings),
                        settings.home(),
                        settings.log(),
                        settings.lifetime())));
    }

    /** A server that an earlier JVM started with these settings, by its process. */
    public static KeycloakNode of(KeycloakSettings settings, ChildProcess process) {
        return new KeycloakNode(settings, process);
    }

    public void awaitReady() {
        process.awaitReady(this::answers, START_LIMIT);
    }

    /** True when it is ready for logins. */
    public boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(address().resolve("/health/ready"))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keycloak started");
        }
    }

    public URI address() {
        return URI.create("http://localhost:" + settings.port());
    }

    public ChildProcess process() {
        return process;
    }

    public void stop() {
        process.stop("TERM", STOP_GRACE);
    }

    @Override
    public void close() {
        stop();
    }

    /** What {@code kc.sh start} runs, without the shell between: signals and kills then meet the server itself. */
    private static List<String> command(KeycloakSettings settings) {
        Path home = settings.home();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmFlags());
        for (String opened : new String[] {"java.util", "java.util.concurrent", "java.security", "java.lang"}) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Duser.language=en",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm"));
        return command;
    }

    private static Map<String, String> environment(KeycloakSettings settings) {
        Map<String, String> environment = new TreeMap<>(settings.placeholders());
        environment.put("TZ", "UTC");
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put(
                "KC_DB_URL",
                "jdbc:postgresql://localhost:" + settings.postgresPort() + "/"
                        + settings.database().name());
        environment.put("KC_DB_USERNAME", settings.database().owner());
        environment.put("KC_DB_PASSWORD", settings.database().ownerPassword());
        environment.put("KC_DB_POOL_INITIAL_SIZE", "1");
        environment.put("KC_DB_POOL_MIN_SIZE", "1");
        environment.put("KC_DB_POOL_MAX_SIZE", "10");
        // One node: nobody to share sessions with.
        environment.put("KC_CACHE", "local");
        environment.put("KC_HTTP_ENABLED", "true");
        environment.put("KC_HTTP_HOST", "127.0.0.1");
        environment.put("KC_HTTP_PORT", Integer.toString(settings.port()));
        environment.put("KC_HOSTNAME", "http://localhost:" + settings.port());
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", settings.adminPassword());
        return environment;
    }
}
