package io.tidings.local.bench;

import io.tidings.local.suite.Suite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Messages written into messaging's database as if the Send Gate had let them go, and held until they are released. */
final class Queue implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String MESSAGES = """
            with customers as (
                insert into contacts (tenant_id, id, phone, created_at, updated_at)
                select t, uuidv7(), '+346' || lpad((? + n)::text, 8, '0'), now(), now()
                from unnest(?::uuid[]) t, generate_series(1, ?) n
                returning tenant_id, id)
            insert into messages (tenant_id, id, direction, contact_id, phone_number, purpose, intent_key, template,
                language, variables, text, status, verdict, verdict_at, created_at, updated_at)
            select c.tenant_id, uuidv7(), 'outbound', c.id, n.id, 'transactional', 'bench:' || c.id,
                'shipping_notification', 'en', '["Ana", "#1", "DHL", "T1"]', 'Your order #1 is on its way.', 'queued',
                'allow', now(), now(), now()
            from customers c join phone_numbers n on n.tenant_id = c.tenant_id""";
    private static final String HISTORY = """
            insert into message_statuses (tenant_id, id, message_id, status, source, at)
            select tenant_id, uuidv7(), id, 'queued', 'suite', now() from messages
            where tenant_id = any(?::uuid[]) and status = 'queued'""";
    private static final String RELEASE = """
            insert into due_work (kind, lane, tenant_id, subject, due_at)
            select 'dispatch', 1, tenant_id, id, now() from messages
            where tenant_id = any(?::uuid[]) and status = 'queued'""";
    // While many wait to be sent there is no need to look at the messages, which takes a tenth of the database's time.
    private static final String WAITING =
            "select count(*) from due_work where kind = 'dispatch' and tenant_id = any(?::uuid[])";
    private static final String LEFT = """
            select count(*) from messages where tenant_id = any(?::uuid[]) and status in
                ('queued', 'deferred', 'sending', 'sent', 'delivered')""";
    private static final String WRONG = """
            select count(*) from messages
            where tenant_id = any(?::uuid[]) and status not in ('queued', 'sending', 'sent', 'delivered', 'read')""";
    private static final String OLD = """
            with old as (
                insert into messages (tenant_id, id, direction, contact_id, phone_number, purpose, intent_key, template,
                    language, text, status, verdict, verdict_at, provider_message_id, created_at, updated_at)
                select c.tenant_id, uuidv7(), 'outbound', c.id, n.id, 'transactional', uuidv7()::text,
                    'shipping_notification', 'en', 'Your order #1 is on its way.', 'read', 'allow', now(),
                    'wamid.' || uuidv7(), now(), now()
                from (select * from contacts where tenant_id = any(?::uuid[]) limit 10000) c
                join phone_numbers n on n.tenant_id = c.tenant_id, generate_series(1, ? / 10000)
                returning tenant_id, provider_message_id, id)
            insert into provider_messages (tenant_id, provider_message_id, message_id) select * from old""";

    private final MessagingDatabase database;
    private final UUID[] tenants;
    private int customers;

    private Queue(MessagingDatabase database, UUID[] tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    static Queue of(Suite suite, List<String> tenants) throws SQLException, IOException {
        return new Queue(
                MessagingDatabase.of(suite),
                tenants.stream().map(UUID::fromString).toArray(UUID[]::new));
    }

    /** Queues so many messages to as many people, evenly over the tenants, and holds them. */
    void fill(int messages) {
        int each = messages / tenants.length;
        database.execute(MESSAGES, customers, tenants, each);
        customers += each;
        database.execute(HISTORY, (Object) tenants);
        database.execute("analyze contacts, messages, message_statuses, due_work");
    }

    /** Lets them go and waits until the last status of each is recorded, or nothing has happened for 30 s. */
    Outcome release(int messages) {
        long start = System.nanoTime();
        database.execute(RELEASE, (Object) tenants);
        long left = messages;
        long since = System.nanoTime();
        while (left > 0 && System.nanoTime() - since < PATIENCE.toNanos()) {
            pause();
            long waiting = database.count(WAITING, (Object) tenants);
            long now = waiting > 0 ? waiting : database.count(LEFT, (Object) tenants);
            if (now < left) {
                since = System.nanoTime();
            }
            left = now;
        }
        double seconds = (since - start) / 1e9;
        return new Outcome(messages - left, left, seconds, new Latency(0, 0, 0, 0), left == 0 ? null : wrong(left));
    }

    private String wrong(long left) {
        return left + " had not come to their end, " + database.count(WRONG, (Object) tenants) + " came to another one";
    }

    /** Adds messages that came to their end long ago, and leaves no vacuum to do that would take part in a measurement. */
    void addOld(int messages) {
        database.execute(OLD, tenants, messages);
        database.execute("vacuum analyze");
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
