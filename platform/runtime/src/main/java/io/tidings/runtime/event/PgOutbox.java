package io.tidings.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.contracts.EventTypes;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.Nudges;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Outbox} in the service's own database. */
@ApplicationScoped
class PgOutbox implements Outbox {
    static final int SHARDS = 8;
    static final String LOOP = "outbox";
    /** JSON's null: no state is that, so the relay sends a record without a value. */
    static final String TOMBSTONE = "null";

    /** Brokers take 1 MiB; a larger one would stop the relay for everybody. */
    private static final int LARGEST = 900_000;

    private static final String APPEND = """
            with event as (
                insert into outbox (tenant_id, id, topic, record_key, type, subject, occurred_at, traceparent, payload)
                select $1, e.* from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                                           $7::timestamptz[], $8::text[], $9::text[]) as e)
            insert into outbox_queue (tenant_id, event_id, shard)
            select $1, q.id, q.shard from unnest($2::uuid[], $10::smallint[]) with ordinality as q(id, shard, ord)
            order by q.ord""";

    private final Sql sql;
    private final ObjectMapper json;
    private final Clock clock;
    private final String topic;
    private final Nudges nudges;

    PgOutbox(
            Sql sql,
            ObjectMapper json,
            Clock clock,
            Nudges nudges,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
        this.nudges = nudges;
        this.topic = "tidings." + service;
    }

    @Override
    public Uni<Void> append(TenantId tenant, List<? extends Event> events) {
        return append(tenant, events.stream().map(event -> row(tenant, event)));
    }

    @Override
    public Uni<Void> appendState(TenantId tenant, String compactedTopic, String key, Object state) {
        return append(tenant, Stream.of(new Record(compactedTopic, key, null, null, write(state))));
    }

    @Override
    public Uni<Void> removeState(TenantId tenant, String compactedTopic, String key) {
        return append(tenant, Stream.of(new Record(compactedTopic, key, null, null, TOMBSTONE)));
    }

    /** What the relay will publish. */
    private record Record(
            String topic,
            String key,
            @Nullable String type,
            @Nullable String subject,
            String payload) {}

    private Record row(TenantId tenant, Event event) {
        var subject = event.subject().toString();
        return new Record(topic, tenant + ":" + subject, EventTypes.nameOf(event.getClass()), subject, write(event));
    }

    private Uni<Void> append(TenantId tenant, Stream<Record> stream) {
        var records = stream.toList();
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        nudges.mark(LOOP);
        var now = Row.at(clock.instant());
        var traceparent = traceparent();
        return sql.update(
                        APPEND,
                        tenant.value(),
                        column(records, UUID[]::new, r -> Ids.next()),
                        column(records, String[]::new, Record::topic),
                        column(records, String[]::new, Record::key),
                        column(records, String[]::new, Record::type),
                        column(records, String[]::new, Record::subject),
                        column(records, OffsetDateTime[]::new, r -> now),
                        column(records, String[]::new, r -> traceparent),
                        column(records, String[]::new, Record::payload),
                        column(records, Short[]::new, r ->
                                (short) Math.floorMod(r.key().hashCode(), SHARDS)))
                .replaceWithVoid();
    }

    private static <C> Object column(
            List<Record> records, IntFunction<@Nullable C[]> array, Function<Record, @Nullable C> value) {
        return records.stream().map(value).toArray(array);
    }

    private static @Nullable String traceparent() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    private String write(Object payload) {
        try {
            var bytes = json.writeValueAsBytes(payload);
            if (bytes.length > LARGEST) {
                throw new TooLarge();
            }
            return new String(bytes, UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Not writable as JSON: " + payload.getClass().getSimpleName(), e);
        }
    }

    /** The change would be told by an event that no broker takes. */
    static final class TooLarge extends Refusal {
        TooLarge() {
            super(Kind.INVALID, "event.too-large", "The change is too large to be told in one event");
        }
    }
}
