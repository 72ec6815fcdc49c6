package io.tidings.scenarios;

import io.tidings.local.suite.Part;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What one tenant has in the services' databases, read as the owner of the tables, in a transaction of that tenant. */
final class Rows {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String TABLES = """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition order by 1""";

    /** Not objects of the tenant's, but notes of the machinery about them. */
    private static final List<String> MACHINERY =
            List.of("outbox", "outbox_queue", "inbox", "due_work", "idempotency_keys", "tenant_profiles", "audit_log");

    private final World world;
    private final UUID tenant;

    Rows(World world, UUID tenant) {
        this.world = world;
        this.tenant = tenant;
    }

    private interface Query<T> {
        T of(Connection database, List<String> tables) throws SQLException;
    }

    private <T> T read(Part service, Query<T> query) {
        try (var database = DriverManager.getConnection(world.suite().ownerJdbcUrl(service));
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("select set_config('app.tenant', '" + tenant + "', true)");
            return query.of(database, TwoLocksTest.column(database, TABLES));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Number and hash of the tenant's rows, by service and table. */
    Map<String, String> digest() {
        var all = new LinkedHashMap<String, String>();
        for (var service : Part.services()) {
            all.putAll(read(service, (database, tables) -> {
                var digests = new LinkedHashMap<String, String>();
                for (var table : tables) {
                    var sql = "select count(*) || ' ' || coalesce(md5(string_agg(h, '' order by h)), '') from"
                            + " (select md5(t::text) h from " + table + " t where tenant_id = '" + tenant + "') rows";
                    digests.put(
                            service.title() + "." + table,
                            TwoLocksTest.column(database, sql).getFirst());
                }
                return digests;
            }));
        }
        return all;
    }

    /** Ids of the tenant's objects, of some rows of each table: {@code orders.id} to its values, newest first. */
    Map<String, List<String>> ids(Part service) {
        return read(service, (database, tables) -> {
            var all = new LinkedHashMap<String, List<String>>();
            for (var table : tables) {
                if (!MACHINERY.contains(table)) {
                    var rows = TwoLocksTest.column(
                            database,
                            "select to_jsonb(t)::text from " + table + " t where tenant_id = '" + tenant
                                    + "' order by ctid desc limit 3");
                    rows.forEach(row -> addIds(table, row, all));
                }
            }
            return all;
        });
    }

    private void addIds(String table, String row, Map<String, List<String>> all) {
        Door.parsed(row).properties().forEach(column -> {
            var value = column.getValue().asText();
            if (UUID_TEXT.matcher(value).matches() && !value.equals(tenant.toString())) {
                all.merge(
                        table + "." + column.getKey(),
                        List.of(value),
                        (known, one) -> known.contains(one.getFirst())
                                ? known
                                : java.util.stream.Stream.concat(known.stream(), one.stream())
                                        .toList());
            }
        });
    }

    /** Values of the columns called so, for parameters that look by something else than an id. */
    List<String> valuesOf(Part service, String column) {
        return read(service, (database, tables) -> {
            var values = new java.util.ArrayList<String>();
            for (var table : tables) {
                for (var row : TwoLocksTest.column(
                        database,
                        "select to_jsonb(t) ->> '" + column + "' from " + table + " t where tenant_id = '" + tenant
                                + "' and to_jsonb(t) ->> '" + column + "' is not null limit 2")) {
                    values.add(row);
                }
            }
            return values;
        });
    }

    /** Events not published yet, of all tenants. */
    boolean isSilent() {
        return Part.services().stream()
                .allMatch(service -> read(
                        service,
                        (database, tables) -> TwoLocksTest.column(database, "select count(*) from outbox_queue")
                                .getFirst()
                                .equals("0")));
    }
}
