package io.tidings.testkit.infra;

import io.tidings.embedded.KafkaNode;
import io.tidings.embedded.KafkaSettings;
import io.tidings.embedded.PostgresNode;
import io.tidings.embedded.PostgresSettings;
import io.tidings.embedded.Topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;

/** Processes that end with the JVM of the tests. */
final class EmbeddedInfra implements Infra {
    private final PostgresNode postgres;
    private final KafkaNode kafka;

    EmbeddedInfra() {
        try {
            var folder = Files.createTempDirectory("tidings-test");
            var startedKafka = CompletableFuture.supplyAsync(
                    () -> KafkaNode.start(KafkaSettings.forTests(folder)),
                    // a new thread has the class loader of this one; those of the common pool have not
                    task -> new Thread(task).start());
            postgres = PostgresNode.start(PostgresSettings.forTests(folder).fast());
            postgres.createDatabase(DATABASE);
            kafka = startedKafka.join();
            kafka.createTopics(SuiteTopics.all().stream()
                    .map(t -> t.compacted() ? Topic.compacted(t.name(), 1) : Topic.of(t.name(), t.partitions()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String database() {
        return "localhost:" + postgres.port() + "/" + DATABASE.name();
    }

    @Override
    public String superuser() {
        return "postgres";
    }

    @Override
    public String superuserPassword() {
        return "test-superuser";
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }
}
