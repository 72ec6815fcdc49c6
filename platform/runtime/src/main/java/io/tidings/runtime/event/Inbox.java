package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** Remembers which consumer has worked which event, in the transaction of the effect. */
@ApplicationScoped
public class Inbox {
    /** Longer than Kafka keeps records, so that a replay of a whole topic is still recognised. */
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private static final String FIRST = """
            insert into inbox (tenant_id, consumer, event_id)
            select $1, consumer, event_id from unnest($2::text[], $3::text[]) as e(consumer, event_id)
            on conflict do nothing returning consumer, event_id""";

    private final Sql sql;
    private final QueueTx queueTx;

    Inbox(Sql sql, QueueTx queueTx) {
        this.sql = sql;
        this.queueTx = queueTx;
    }

    /** One event of one consumer. */
    public record Entry(String consumer, String eventId) {}

    /** Claims events in the running transaction; answers those that were not worked before, for the caller to take from. */
    public Uni<Set<Entry>> first(TenantId tenant, List<Entry> entries) {
        return sql.all(
                        FIRST,
                        tenant.value(),
                        entries.stream().map(Entry::consumer).toArray(String[]::new),
                        entries.stream().map(Entry::eventId).toArray(String[]::new))
                .map(rows -> rows.stream()
                        .map(row -> new Entry(row.string(0), row.string(1)))
                        .collect(Collectors.toCollection(HashSet::new)));
    }

    Uni<Integer> forgetOld() {
        return queueTx.run(() -> sql.update(
                "delete from inbox where received_at < now() - make_interval(days => $1)",
                Math.toIntExact(REMEMBERED.toDays())));
    }
}
