package io.tidings.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One PostgreSQL 18 server on localhost, as a process of its own. Passwords are checked (SCRAM), also on localhost.
 * Starting it on a folder that holds a cluster keeps what is in it.
 */
public final class PostgresNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private final PostgresSettings settings;
    private final ChildProcess process;

    private PostgresNode(PostgresSettings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * Makes the cluster when there is none, starts the server and waits until it answers.
     *
     * @throws NotReady when it does not, with the end of its log
     * @throws PortTaken when its port is in use
     */
    public static PostgresNode start(PostgresSettings settings) {
        PostgresNode node = launch(settings);
        node.awaitReady();
        return node;
    }

    /** Makes the cluster when there is none, starts the server and returns; {@link #awaitReady} is the caller's to call. */
    public static PostgresNode launch(PostgresSettings settings) {
        FreePort.require("postgres", settings.port());
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        PostgresCluster cluster = new PostgresCluster(binaries, settings);
        cluster.initialise();
        cluster.removeStaleLock();
        List<String> command = new ArrayList<>(List.of(
                binaries.postgres(), "-D", settings.data().toAbsolutePath().toString()));
        options(settings).forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        ChildProcess process = ChildProcess.start(new Launch(
                "postgres",
                Unprivileged.command(command, settings.data()),
                Map.of("TZ", "UTC"),
                binaries.home(),
                settings.log(),
                settings.lifetime()));
        return new PostgresNode(settings, process);
    }

    /**
     * @throws NotReady when it does not answer in time, with the end of its log
     */
    public void awaitReady() {
        process.awaitReady(this::answers, START_LIMIT);
    }

    /** A server that an earlier JVM started with these settings, by its process. */
    public static PostgresNode of(PostgresSettings settings, ChildProcess process) {
        return new PostgresNode(settings, process);
    }

    public int port() {
        return settings.port();
    }

    public ChildProcess process() {
        return process;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + settings.port() + "/" + database;
    }

    /** A connection of the superuser {@code postgres}; the caller closes it. */
    public Connection superuser(String database) throws SQLException {
        return connect(database, Duration.ofSeconds(10));
    }

    /**
     * The database and its roles as they should be, whatever is there already; passwords are set to the given ones.
     *
     * @throws IllegalStateException when the server refuses
     */
    public void createDatabase(ServiceDatabase database) {
        try {
            new DatabaseSetup(this).apply(database);
        } catch (SQLException failed) {
            throw new IllegalStateException("Could not set up the database " + database.name(), failed);
        }
    }

    /** True when it accepts a connection and answers a query. */
    public boolean answers() {
        if (FreePort.isFree(settings.port())) {
            return false;
        }
        try (Connection connection = connect("postgres", Duration.ofSeconds(2))) {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }

    /** The fast shutdown: open transactions are rolled back, what was committed stays. */
    public void stop() {
        process.stop("INT", STOP_GRACE);
    }

    @Override
    public void close() {
        stop();
    }

    private Connection connect(String database, Duration timeout) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", settings.superuserPassword());
        login.setProperty("connectTimeout", Long.toString(timeout.toSeconds()));
        login.setProperty("loginTimeout", Long.toString(timeout.toSeconds()));
        return DriverManager.getConnection(jdbcUrl(database), login);
    }

    private static Map<String, String> options(PostgresSettings settings) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("timezone", "UTC");
        options.put("log_timezone", "UTC");
        options.put("port", Integer.toString(settings.port()));
        options.put("listen_addresses", "localhost");
        options.put("unix_socket_directories", "");
        options.put("max_connections", "120");
        options.put("shared_buffers", "64MB");
        options.put("wal_level", "minimal");
        options.put("max_wal_senders", "0");
        options.put("idle_in_transaction_session_timeout", "30s");
        // Without it the backend of a client that vanished keeps its locks until its query ends.
        options.put("client_connection_check_interval", "5s");
        options.put("log_line_prefix", "%m [%p] %u@%d ");
        options.put("jit", "off");
        // Tables grow from nothing within a minute here; plans made for empty ones shall not outlive that by much.
        options.put("autovacuum_naptime", "10s");
        // By default a vacuum takes a processor for half a second at a time, of the two that a message needs. Half as
        // many
        // rows again is soon enough for an analysis: a table that grows from nothing is analysed often while it is
        // small.
        options.put("autovacuum_vacuum_cost_delay", "10ms");
        options.put("autovacuum_analyze_scale_factor", "0.5");
        String durable = settings.durable() ? "on" : "off";
        options.put("fsync", durable);
        options.put("synchronous_commit", durable);
        options.put("full_page_writes", durable);
        return options;
    }
}
