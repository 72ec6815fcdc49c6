package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.local.suite.Part;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Row-level security and the predicates of the queries: either lock holds alone. */
class TwoLocksTest {
    private static final String PROTECTED_TABLES =
            "select c.oid::regclass::text from pg_class c where c.relkind = 'r' and c.relforcerowsecurity order by 1";

    private final World world = World.get();

    /** A query that forgot its predicate: select everything of every table, and get one's own. */
    @TestFactory
    Stream<DynamicTest> without_a_predicate_row_level_security_shows_one_tenants_rows() {
        var shop = world.shop();
        shop.placeOrder(World.phone());
        var tenant = shop.tenant().toString();
        return Part.services().stream()
                .map(service -> DynamicTest.dynamicTest(service.title(), () -> {
                    try (var database = database(service)) {
                        var seen = 0;
                        for (var table : column(database, PROTECTED_TABLES)) {
                            assertThat(column(database, "select distinct tenant_id from " + table))
                                    .as("%s without a tenant", table)
                                    .isEmpty();
                            database.setAutoCommit(false);
                            column(database, "select set_config('app.tenant', '" + tenant + "', true)");
                            var tenants = column(database, "select distinct tenant_id from " + table);
                            database.rollback();
                            database.setAutoCommit(true);
                            assertThat(tenants).as(table).isSubsetOf(tenant);
                            seen += tenants.size();
                        }
                        assertThat(seen).as("tables with rows of the tenant").isPositive();
                    }
                }));
    }

    /** A database that forgot its policies: the queries still name the tenant. */
    @TestFactory
    Stream<DynamicTest> without_row_level_security_the_predicates_leak_nothing() throws SQLException {
        var walk = new IsolationWalk(world);
        switchRowSecurity("disable");
        return walk.tests().onClose(() -> {
            try {
                switchRowSecurity("enable");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void switchRowSecurity(String verb) throws SQLException {
        for (var service : Part.services()) {
            try (var database = database(service);
                    var statement = database.createStatement()) {
                for (var table : column(database, PROTECTED_TABLES)) {
                    statement.execute("alter table " + table + " " + verb + " row level security");
                }
            }
        }
    }

    /** As the owner of the tables, whom forced row-level security binds like anybody. */
    private Connection database(Part service) throws SQLException {
        return DriverManager.getConnection(world.suite().ownerJdbcUrl(service));
    }

    static List<String> column(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
