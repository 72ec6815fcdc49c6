package io.tidings.testkit.infra;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The test database as its superuser sees it, past row-level security: to look at rows, and to break things. */
public final class Database {
    static final String URL = "tidings.test.db.url";
    static final String USER = "tidings.test.db.user";
    static final String PASSWORD = "tidings.test.db.password";

    private Database() {}

    public static Connection open() throws SQLException {
        return DriverManager.getConnection(
                System.getProperty(URL), System.getProperty(USER), System.getProperty(PASSWORD));
    }

    /** Runs a statement with {@code ?} parameters and answers the number of rows it changed. */
    public static int update(String sql, Object... args) {
        try (var connection = open();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < args.length; i++) {
                statement.setObject(i + 1, args[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** First column of all rows of a query with {@code ?} parameters, as text. */
    public static List<String> column(String sql, Object... args) {
        try (var connection = open();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < args.length; i++) {
                statement.setObject(i + 1, args[i]);
            }
            var values = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number a query answers. */
    public static long count(String sql, Object... args) {
        return Long.parseLong(column(sql, args).getFirst());
    }

    /** Waits until a statement on the table waits for another transaction. */
    public static void awaitLocked(String table) {
        Patience.await()
                .until(() -> count(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like ?",
                                "%" + table + "%")
                        > 0);
    }

    /** Makes a tenant known to the service under test, as its TenantCreated would have. */
    public static UUID knownTenant(String timeZone, String... packerPhones) {
        var tenant = UUID.randomUUID();
        update("""
                insert into tenant_profiles (tenant_id, time_zone, locale, packer_phones, active, as_of)
                values (?, ?, 'en', string_to_array(?, ','), true, now())""", tenant, timeZone, String.join(",", packerPhones));
        return tenant;
    }
}
