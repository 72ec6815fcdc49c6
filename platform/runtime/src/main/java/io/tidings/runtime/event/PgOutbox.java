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
import java.util.List;

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
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9))
            insert into outbox_queue (tenant_id, event_id, shard) values ($1, $2, $10)""";

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
        nudges.mark(LOOP);
        return sql.batch(
                APPEND, events.stream().map(event -> row(tenant, event)).toList());
    }

    @Override
    public Uni<Void> appendState(TenantId tenant, String compactedTopic, String key, Object state) {
        nudges.mark(LOOP);
        return sql.update(APPEND, values(tenant, compactedTopic, key, null, null, state))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> removeState(TenantId tenant, String compactedTopic, String key) {
        nudges.mark(LOOP);
        return sql.update(APPEND, values(tenant, compactedTopic, key, null, null, null))
                .replaceWithVoid();
    }

    private Object[] row(TenantId tenant, Event event) {
        var subject = event.subject().toString();
        return values(tenant, topic, tenant + ":" + subject, EventTypes.nameOf(event.getClass()), subject, event);
    }

    private Object[] values(
            TenantId tenant,
            String topic,
            String key,
            @Nullable String type,
            @Nullable String subject,
            @Nullable Object payload) {
        return new Object[] {
            tenant.value(),
            Ids.next(),
            topic,
            key,
            type,
            subject,
            Row.at(clock.instant()),
            traceparent(),
            payload == null ? TOMBSTONE : write(payload),
            (short) Math.floorMod(key.hashCode(), SHARDS)
        };
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
