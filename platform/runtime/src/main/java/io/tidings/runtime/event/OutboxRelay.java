package io.tidings.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.EventTypes;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.Sql.Statement;
import io.tidings.runtime.value.Ids;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Brings committed outbox rows to Kafka. One transaction takes the shards nobody else holds (advisory locks), takes
 * their oldest rows, publishes them and only then commits their removal: a relay that dies in between publishes again,
 * and the consumers' inbox drops the second copy. Rows of transactions still open are simply not there yet and are
 * found later, whatever their number; rows of one key never overtake each other, because one key is in one shard.
 */
@ApplicationScoped
class OutboxRelay {
    static final int BATCH = 500;
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int LOCK_CLASS = 0x7464; // "td"

    // Locks are taken before the rows are read, so the second statement has the later snapshot. They go in one round
    // trip,
    // with the shards handed over in a setting of the transaction.
    private static final String LOCK_SHARDS = """
            with locked as materialized (
                select s from generate_series(0, $1 - 1) s where pg_try_advisory_xact_lock($2, s))
            select count(*), set_config('app.shards', coalesce(string_agg(s::text, ','), ''), true) from locked""";
    private static final String TAKE = """
            delete from outbox_queue where ctid = any(array(
                select ctid from outbox_queue
                where shard = any(string_to_array(current_setting('app.shards'), ',')::smallint[])
                order by seq limit $1))
            returning seq, tenant_id, event_id""";
    private static final String ENTER = "select set_config('app.tenant', $1, true)";
    private static final String PAYLOADS = """
            delete from outbox where tenant_id = $1 and id = any($2)
            returning id, topic, record_key, type, subject, occurred_at, traceparent, payload""";

    private final QueueTx tx;
    private final Sql sql;
    private final RecordPublisher publisher;
    private final String source;
    private volatile long oldestTaken;

    OutboxRelay(
            QueueTx tx,
            Sql sql,
            RecordPublisher publisher,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.tx = tx;
        this.sql = sql;
        this.publisher = publisher;
        this.source = "/tidings/" + service;
    }

    /** What one pass found: how many rows went out, and whether another relay held some shards. */
    record Pass(int published, boolean shared) {}

    /** Publishes one batch. */
    Uni<Pass> pass() {
        return tx.run(() -> sql.pipeline(
                        List.of(new Statement(LOCK_SHARDS, PgOutbox.SHARDS, LOCK_CLASS), new Statement(TAKE, BATCH)))
                .chain(answers -> {
                    var shared = answers.getFirst().getFirst().integer(0) < PgOutbox.SHARDS;
                    var taken = answers.getLast();
                    return publish(taken).replaceWith(() -> new Pass(taken.size(), shared));
                }));
    }

    private Uni<Void> publish(List<Row> taken) {
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var inOrder = taken.stream()
                .sorted((a, b) -> Long.compare(a.number(0), b.number(0)))
                .toList();
        oldestTaken = Ids.millis(inOrder.getFirst().uuid(2));
        Map<UUID, List<UUID>> idsByTenant = new LinkedHashMap<>();
        inOrder.forEach(r ->
                idsByTenant.computeIfAbsent(r.uuid(1), t -> new ArrayList<>()).add(r.uuid(2)));
        var statements = new ArrayList<Statement>(idsByTenant.size() * 2);
        idsByTenant.forEach((tenant, ids) -> {
            statements.add(new Statement(ENTER, tenant.toString()));
            statements.add(new Statement(PAYLOADS, tenant, ids.toArray(UUID[]::new)));
        });
        return sql.pipeline(statements)
                .map(answers -> records(inOrder, answers))
                .chain(publisher::publish)
                .invoke(() -> oldestTaken = 0);
    }

    /** Seconds that the oldest event of a pass that has not succeeded waits by now; 0 when all went well. */
    double secondsBehind() {
        var oldest = oldestTaken;
        return oldest == 0 ? 0 : (System.currentTimeMillis() - oldest) / 1000.0;
    }

    private List<ProducerRecord<byte[], byte[]>> records(List<Row> inOrder, List<List<Row>> answers) {
        var byId = new HashMap<UUID, Row>(inOrder.size() * 2);
        for (var i = 1; i < answers.size(); i += 2) {
            answers.get(i).forEach(row -> byId.put(row.uuid(0), row));
        }
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(inOrder.size());
        for (var queued : inOrder) {
            var row = byId.get(queued.uuid(2));
            if (row == null) { // somebody has deleted it: nothing to say, and no reason to stop for everybody
                LOG.errorf("Event %s is queued and not in the outbox", queued.uuid(2));
            } else {
                records.add(record(queued.uuid(1), row));
            }
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> record(UUID tenant, Row row) {
        var headers = new RecordHeaders();
        headers.add("content-type", "application/json".getBytes(UTF_8));
        var type = row.stringOrNull(3);
        if (type != null) {
            headers.add("ce_specversion", "1.0".getBytes(UTF_8))
                    .add("ce_id", row.string(0).getBytes(UTF_8))
                    .add("ce_type", type.getBytes(UTF_8))
                    .add("ce_source", source.getBytes(UTF_8))
                    .add("ce_subject", row.string(4).getBytes(UTF_8))
                    .add("ce_time", row.instant(5).toString().getBytes(UTF_8))
                    .add("ce_tenantid", tenant.toString().getBytes(UTF_8))
                    .add("ce_dataschema", dataSchema(type).getBytes(UTF_8));
            var traceparent = row.stringOrNull(6);
            if (traceparent != null) {
                headers.add("traceparent", traceparent.getBytes(UTF_8));
            }
        }
        return new ProducerRecord<>(
                row.string(1),
                null,
                null,
                row.string(2).getBytes(UTF_8),
                type == null && row.string(7).equals(PgOutbox.TOMBSTONE)
                        ? null
                        : row.string(7).getBytes(UTF_8),
                headers);
    }

    private static String dataSchema(String type) {
        return "https://tidings.dev"
                + EventTypes.byName(type).map(EventTypes::schemaOf).orElse("/schemas/" + type);
    }
}
