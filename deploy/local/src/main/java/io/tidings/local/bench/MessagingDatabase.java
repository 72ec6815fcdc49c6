package io.tidings.local.bench;

import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Messaging's tables as their superuser sees them, past row-level security: to prepare a measurement and to look at it. */
final class MessagingDatabase implements AutoCloseable {
    private final Connection connection;

    private MessagingDatabase(Connection connection) {
        this.connection = connection;
    }

    static MessagingDatabase of(Suite suite) throws SQLException, IOException {
        String password = Files.readString(
                        suite.settings().state().resolve("secrets").resolve("postgres-postgres.password"))
                .strip();
        int port = suite.settings().ports().of(Part.POSTGRES);
        return new MessagingDatabase(DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/tidings_messaging", "postgres", password));
    }

    /** Arrays of UUIDs become uuid[]. */
    void execute(String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException("Messaging's database: " + failed.getMessage(), failed);
        }
    }

    /** The only number of a query's only row. */
    long count(String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("Messaging's database: " + failed.getMessage(), failed);
        }
    }

    private void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(
                    i + 1, values[i] instanceof UUID[] ids ? connection.createArrayOf("uuid", ids) : values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
