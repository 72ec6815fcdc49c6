package io.tidings.testkit.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives a {@code @QuarkusTest} its PostgreSQL, Kafka, token keys and clock file:
 * {@code @QuarkusTestResource(TidingsInfra.class)}. Started once per JVM, whatever the number of test classes. What tests
 * themselves need of it travels in system properties, because they live in another class loader: see {@link Database},
 * {@link Records}, {@link Tokens}, {@link TestClock}.
 */
public class TidingsInfra implements QuarkusTestResourceLifecycleManager {
    private static final String CONFIG = "tidings.test.config";

    @Override
    public Map<String, String> start() {
        synchronized (TidingsInfra.class) {
            var started = System.getProperty(CONFIG);
            if (started == null) {
                var config = startOnce();
                System.setProperty(CONFIG, write(config));
                return config;
            }
            return read(started);
        }
    }

    private static String write(Map<String, String> config) {
        return config.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> read(String config) {
        return config.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Map<String, String> startOnce() {
        try {
            var infra = Infra.start();
            var folder = Files.createTempDirectory("tidings-test-keys");
            var jwks = folder.resolve("jwks.json");
            Files.writeString(jwks, Tokens.generate());
            Path clock = folder.resolve("clock");
            System.setProperty(TestClock.FILE, clock.toString());
            System.setProperty(Database.URL, "jdbc:postgresql://" + infra.database());
            System.setProperty(Database.USER, infra.superuser());
            System.setProperty(Database.PASSWORD, infra.superuserPassword());
            System.setProperty(Records.BOOTSTRAP, infra.bootstrapServers());
            var config = new HashMap<String, String>();
            config.put("tidings.db.url", infra.database());
            config.put("tidings.db.user", Infra.DATABASE.app());
            config.put("tidings.db.password", Infra.DATABASE.appPassword());
            config.put("tidings.db.owner", Infra.DATABASE.owner());
            config.put("tidings.db.owner-password", Infra.DATABASE.ownerPassword());
            config.put("kafka.bootstrap.servers", infra.bootstrapServers());
            config.put("tidings.internal.jwks", jwks.toString());
            config.put("tidings.clock.file", clock.toString());
            config.put("tidings.clock.look-every", "PT0S");
            config.put("tidings.secrets.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
            config.put("quarkus.http.test-port", "0");
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the processes end with the JVM; other test classes go on with them
    }
}
