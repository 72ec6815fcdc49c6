package io.tidings.testkit.infra;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Containers, for machines with Docker. */
final class ContainersInfra implements Infra {
    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.1");

    ContainersInfra() {
        postgres.start();
        kafka.start();
        createDatabase();
        createTopics();
    }

    private void createDatabase() {
        try (var connection = DriverManager.getConnection(
                        postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
                var statement = connection.createStatement()) {
            statement.execute(
                    "create role %s login password '%s'".formatted(DATABASE.owner(), DATABASE.ownerPassword()));
            statement.execute("create role %s login password '%s'".formatted(DATABASE.app(), DATABASE.appPassword()));
            statement.execute("create database %s owner %s".formatted(DATABASE.name(), DATABASE.owner()));
        } catch (SQLException e) {
            throw new IllegalStateException("Could not set up the test database", e);
        }
    }

    private void createTopics() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.getBootstrapServers()))) {
            admin.createTopics(SuiteTopics.all().stream()
                            .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1)
                                    .configs(t.compacted() ? Map.of("cleanup.policy", "compact") : Map.of()))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Could not create the topics", e);
        }
    }

    @Override
    public String database() {
        return postgres.getHost() + ":" + postgres.getMappedPort(5432) + "/" + DATABASE.name();
    }

    @Override
    public String superuser() {
        return postgres.getUsername();
    }

    @Override
    public String superuserPassword() {
        return postgres.getPassword();
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }
}
