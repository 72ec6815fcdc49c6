package io.tidings.scenarios;

import io.tidings.local.suite.Part;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages written into messaging's database as if the Send Gate had just let them go: many, at once, without the way there. */
final class Queued {
    private static final String CONTACT =
            "insert into contacts (tenant_id, id, phone, created_at, updated_at) values (?, ?, ?, ?, ?)";
    private static final String MESSAGE = """
            insert into messages (tenant_id, id, direction, contact_id, phone_number, purpose, intent_key, template,
                language, variables, text, status, verdict, verdict_at, created_at, updated_at)
            select ?, ?, 'outbound', ?, n.id, ?, 'queued:' || gen_random_uuid(), 'shipping_notification', 'en',
                '["Ana", "#1", "DHL", "T1"]', 'On its way', 'queued', 'allow', ?, ?, ? from phone_numbers n""";
    private static final String DUE =
            "insert into due_work (kind, lane, tenant_id, subject, due_at) values ('dispatch', ?, ?, ?, ?)";

    private Queued() {}

    /** Queues one message each to so many new people; answers contact by message. */
    static Map<UUID, UUID> messages(Shop shop, int people, String purpose, int lane) {
        var queued = new HashMap<UUID, UUID>();
        // the services' clock, which scenarios move
        var now = Timestamp.from(Instant.now().plus(shop.world().suite().clock().offset()));
        try (var database = DriverManager.getConnection(shop.world().suite().ownerJdbcUrl(Part.MESSAGING))) {
            database.setAutoCommit(false);
            try (var statement = database.createStatement()) {
                statement.execute("select set_config('app.tenant', '" + shop.tenant() + "', true)");
            }
            try (var contacts = database.prepareStatement(CONTACT);
                    var messages = database.prepareStatement(MESSAGE);
                    var due = database.prepareStatement(DUE)) {
                for (var i = 0; i < people; i++) {
                    var contact = UUID.randomUUID();
                    var message = UUID.randomUUID();
                    queued.put(message, contact);
                    add(contacts, shop.tenant(), contact, World.phone(), now, now);
                    add(messages, shop.tenant(), message, contact, purpose, now, now, now);
                    add(due, lane, shop.tenant(), message, now);
                }
                contacts.executeBatch();
                messages.executeBatch();
                due.executeBatch();
            }
            database.commit();
            return queued;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    /** Status and error code of each message of the shop, {@code read} or {@code unknown dispatch.interrupted}. */
    static Map<UUID, String> states(Shop shop) {
        var states = new HashMap<UUID, String>();
        rows(shop, "select id, status || coalesce(' ' || error_code, '') from messages where tenant_id = ?")
                .forEach(row -> states.put((UUID) row[0], (String) row[1]));
        return states;
    }

    /** When each message of the shop was claimed to be sent, by the services' clock. */
    static Map<UUID, Instant> claims(Shop shop) {
        var claims = new HashMap<UUID, Instant>();
        rows(shop, "select message_id, at from message_statuses where tenant_id = ? and status = 'sending'")
                .forEach(row -> claims.put((UUID) row[0], ((Timestamp) row[1]).toInstant()));
        return claims;
    }

    private static List<Object[]> rows(Shop shop, String sql) {
        try (var database = DriverManager.getConnection(shop.world().suite().ownerJdbcUrl(Part.MESSAGING));
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("select set_config('app.tenant', '" + shop.tenant() + "', true)");
            var found = new ArrayList<Object[]>();
            try (var query = database.prepareStatement(sql)) {
                query.setObject(1, shop.tenant());
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Object[] {rows.getObject(1), rows.getObject(2)});
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
