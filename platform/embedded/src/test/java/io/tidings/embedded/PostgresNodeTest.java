package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class PostgresNodeTest {
    private static final ServiceDatabase SHOP =
            new ServiceDatabase("tidings_shop", "shop_owner", "owner's password", "shop_app", "app password");

    @TempDir
    static Path folder;

    static PostgresSettings settings;
    static PostgresNode node;

    @BeforeAll
    static void start() {
        settings = PostgresSettings.forTests(folder);
        node = PostgresNode.start(settings);
        node.createDatabase(SHOP);
        node.createDatabase(SHOP);
    }

    @AfterAll
    static void stop() {
        node.close();
        assertThat(node.process().isAlive()).isFalse();
        assertThat(FreePort.isFree(settings.port())).isTrue();
    }

    @Test
    void the_server_is_eighteen_durable_and_in_utc() throws SQLException {
        try (Connection connection = node.superuser("postgres")) {
            assertThat(one(connection, "show server_version")).startsWith("18.");
            assertThat(one(connection, "show fsync")).isEqualTo("on");
            assertThat(one(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(one(connection, "show log_timezone")).isEqualTo("UTC");
            assertThat(one(connection, "select lower('ÀÉ')")).isEqualTo("àé");
        }
    }

    @Test
    void the_application_role_works_in_tables_it_was_granted_and_makes_none() throws SQLException {
        try (Connection owner = as(SHOP.owner(), SHOP.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute("create table granted (id int)");
            statement.execute("create table kept (id int)");
            statement.execute("grant select, insert on granted to shop_app");
        }
        try (Connection app = as(SHOP.app(), SHOP.appPassword());
                Statement statement = app.createStatement()) {
            assertThat(one(app, "show statement_timeout")).isEqualTo("30s");
            statement.execute("insert into granted values (1)");
            assertThatThrownBy(() -> statement.execute("select * from kept")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThat(one(
                            app,
                            "select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole from pg_roles"
                                    + " where rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThatThrownBy(() -> as(SHOP.app(), "guess").close())
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void a_name_that_is_not_an_identifier_is_refused() {
        assertThatThrownBy(() -> new ServiceDatabase("x; drop", "o", "p", "a", "p"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_committed_is_there_after_kill_minus_nine(@TempDir Path own) throws SQLException {
        PostgresSettings killed = PostgresSettings.forTests(own);
        PostgresNode first = PostgresNode.start(killed);
        try (Connection connection = first.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 42 as answer");
        }
        first.process().kill();
        try (PostgresNode second = PostgresNode.start(killed);
                Connection connection = second.superuser("postgres")) {
            assertThat(one(connection, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_server_that_cannot_start_says_why() throws Exception {
        Path broken = folder.resolve("broken");
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("PG_VERSION"), "18\n");
        PostgresSettings unusable = new PostgresSettings(
                broken, folder.resolve("broken.log"), FreePort.any(), "x", true, Launch.Lifetime.ENDS_WITH_STARTER);
        assertThatThrownBy(() -> PostgresNode.start(unusable))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("postgres ended while it was starting")
                .hasMessageContaining("postgresql.conf");
    }

    private static Connection as(String role, String password) throws SQLException {
        return DriverManager.getConnection(node.jdbcUrl(SHOP.name()), role, password);
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
