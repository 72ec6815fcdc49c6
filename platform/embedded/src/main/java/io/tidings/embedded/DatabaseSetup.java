package io.tidings.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The statements behind {@link PostgresNode#createDatabase}; each may run again. */
final class DatabaseSetup {
    private final PostgresNode node;

    DatabaseSetup(PostgresNode node) {
        this.node = node;
    }

    void apply(ServiceDatabase database) throws SQLException {
        try (Connection server = node.superuser("postgres");
                Statement statement = server.createStatement()) {
            role(server, database.owner(), database.ownerPassword());
            role(server, database.app(), database.appPassword());
            if (!exists(server, "select 1 from pg_database where datname = ?", database.name())) {
                statement.execute("create database " + database.name() + " owner " + database.owner());
            }
            statement.execute("revoke all on database " + database.name() + " from public");
            statement.execute("grant connect on database " + database.name() + " to " + database.app());
            statement.execute("alter role " + database.app() + " set statement_timeout = '30s'");
        }
        try (Connection inside = node.superuser(database.name());
                Statement statement = inside.createStatement()) {
            statement.execute("revoke create on schema public from public");
            statement.execute("alter schema public owner to " + database.owner());
            statement.execute("grant usage on schema public to " + database.app());
        }
    }

    private static void role(Connection server, String role, String password) throws SQLException {
        try (Statement statement = server.createStatement()) {
            if (!exists(server, "select 1 from pg_roles where rolname = ?", role)) {
                statement.execute("create role " + role);
            }
            statement.execute(
                    "alter role " + role + " login nosuperuser nobypassrls nocreatedb nocreaterole noreplication"
                            + " password '" + password.replace("'", "''") + "'");
        }
    }

    private static boolean exists(Connection server, String query, String name) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
