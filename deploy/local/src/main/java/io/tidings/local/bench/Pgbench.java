package io.tidings.local.bench;

import io.tidings.embedded.FileTree;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine's own pgbench, writing the rows of an order into a scratch database of the suite's PostgreSQL: one commit, a
 * statement a row, prepared. It is what the database could do with nothing in front of it.
 */
final class Pgbench {
    static final int CLIENTS = 8;

    private static final int SECONDS = 10;
    private static final String DATABASE = "tidings_bench";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern TRANSACTIONS = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Path program;
    private final int port;
    private final String password;

    Pgbench(Path program, Suite suite) throws IOException {
        this.program = program;
        this.port = suite.settings().ports().of(Part.POSTGRES);
        this.password = Files.readString(
                        suite.settings().state().resolve("secrets").resolve("postgres-postgres.password"))
                .strip();
    }

    /** Where it is installed; Debian keeps it out of the PATH. */
    static Optional<Path> program() {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN)) {
                versions.forEach(version -> folders.add(version.resolve("bin")));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return Program.find(
                "pgbench", folders.stream().sorted(Comparator.reverseOrder()).toList());
    }

    /** Runs for 10 s; the database is made before and dropped after. No latencies. */
    Outcome run() {
        try {
            execute("postgres", "drop database if exists " + DATABASE, "create database " + DATABASE);
            try {
                execute(DATABASE, resource("pgbench-schema.sql"));
                return outcome(measure());
            } finally {
                execute("postgres", "drop database if exists " + DATABASE + " with (force)");
            }
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("pgbench could not be run: " + failed.getMessage(), failed);
        }
    }

    private String measure() throws IOException {
        Path folder = Files.createTempDirectory("tidings-pgbench");
        try {
            Path script = Files.writeString(folder.resolve("order.sql"), resource("pgbench-order.sql"));
            ProcessBuilder builder = new ProcessBuilder(
                    program.toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--client=" + CLIENTS,
                    "--jobs=2",
                    "--time=" + SECONDS,
                    "--file=" + script,
                    "--host=localhost",
                    "--port=" + port,
                    "--username=postgres",
                    DATABASE);
            builder.environment().put("PGPASSWORD", password);
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            FileTree.delete(folder);
        }
    }

    static Outcome outcome(String output) {
        long done = Long.parseLong(first(TRANSACTIONS, output)
                .orElseThrow(() -> new IllegalStateException("pgbench gave no figures:\n" + output)));
        long failed = first(FAILED, output).map(Long::parseLong).orElse(0L);
        double rate = first(RATE, output).map(Double::parseDouble).orElse(0.0);
        return new Outcome(done, failed, rate > 0 ? done / rate : 0, new Latency(0, 0, 0, 0), null);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private void execute(String database, String... statements) throws SQLException {
        String url = "jdbc:postgresql://localhost:" + port + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Pgbench.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the launcher");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
