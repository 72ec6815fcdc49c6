package io.tidings.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.contracts.Topics;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One step of a campaign that is due for all of its people at once, who have agreed to it: published as campaign-service
 * publishes it, and paced by the number it is sent from.
 */
final class Drip implements AutoCloseable {
    private static final String TYPE = "io.tidings.campaign.campaign-step-due.v1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CONTACTS = """
            insert into contacts (tenant_id, id, phone, created_at, updated_at)
            select ?::uuid, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                   '+347' || lpad(n::text, 8, '0'), now(), now()
            from generate_series(1, ?) n""";
    private static final String CONSENTS = """
            insert into consents (tenant_id, id, contact_id, purpose, decision, source, recorded_at)
            select tenant_id, gen_random_uuid(), id, 'marketing', 'granted', 'api', now()
            from contacts where tenant_id = ?::uuid""";
    private static final String JUDGED =
            "select count(*) from messages where tenant_id = ?::uuid and purpose = 'marketing'";
    private static final String STOP = """
            with stopped as (delete from due_work where tenant_id = ?::uuid and kind = 'dispatch' returning tenant_id, subject)
            update messages m set status = 'cancelled' from stopped s
            where m.tenant_id = s.tenant_id and m.id = s.subject and m.status in ('queued', 'deferred')""";

    private final MessagingDatabase database;
    private final Publisher publisher;
    private final String tenant;

    private Drip(MessagingDatabase database, Publisher publisher, String tenant) {
        this.database = database;
        this.publisher = publisher;
        this.tenant = tenant;
    }

    /** Makes the people. */
    static Drip of(Suite suite, Shop shop, int people) throws SQLException, IOException {
        var database = MessagingDatabase.of(suite);
        database.execute(CONTACTS, shop.tenant(), people);
        database.execute(CONSENTS, shop.tenant());
        database.execute("analyze contacts, consents");
        return new Drip(database, Publisher.to(suite.settings().ports().of(Part.KAFKA)), shop.tenant());
    }

    /** The step becomes due for {@code people} at once. */
    Outcome begin(int people) {
        UUID campaign = UUID.randomUUID();
        UUID step = UUID.randomUUID();
        Shot due = (n, ending) -> {
            UUID enrolment = UUID.randomUUID();
            publisher.publish(
                    Topics.CAMPAIGN, tenant, TYPE, enrolment, event(enrolment, campaign, step, n + 1), ending);
        };
        return OpenLoop.run(due, Schedule.of(System.nanoTime(), people, Duration.ofSeconds(1)));
    }

    private static String event(UUID enrolment, UUID campaign, UUID step, long person) {
        ObjectNode event = JSON.createObjectNode()
                .put("enrolment_id", enrolment.toString())
                .put("campaign_id", campaign.toString())
                .put("step_id", step.toString())
                .put("step_number", 1)
                .put("contact_id", new UUID(0x7000L, 0x8000L << 48 | person).toString())
                .put("message_template", "The peonies are here, {{ name }}.")
                .put("due_at", Instant.now().toString());
        event.putObject("variables");
        return event.toString();
    }

    /** How many of its messages the Send Gate has judged by now. */
    long judged() {
        return database.count(JUDGED, tenant);
    }

    /** Cancels what still waits. */
    void stop() {
        database.execute(STOP, tenant);
    }

    @Override
    public void close() throws SQLException {
        publisher.close();
        database.close();
    }
}
