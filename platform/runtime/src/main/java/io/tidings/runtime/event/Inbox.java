package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

/** Remembers which consumer has worked which event, in the transaction of the effect. */
@ApplicationScoped
public class Inbox {
    /** Longer than Kafka keeps records, so that a replay of a whole topic is still recognised. */
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private final Sql sql;
    private final QueueTx queueTx;

    Inbox(Sql sql, QueueTx queueTx) {
        this.sql = sql;
        this.queueTx = queueTx;
    }

    /** Claims the event for {@code consumer} in the running transaction; false when it was worked before. */
    public Uni<Boolean> first(TenantId tenant, String consumer, String eventId) {
        return sql.update(
                        "insert into inbox (tenant_id, consumer, event_id) values ($1, $2, $3) on conflict do nothing",
                        tenant.value(),
                        consumer,
                        eventId)
                .map(inserted -> inserted == 1);
    }

    Uni<Integer> forgetOld() {
        return queueTx.run(() -> sql.update(
                "delete from inbox where received_at < now() - make_interval(days => $1)",
                Math.toIntExact(REMEMBERED.toDays())));
    }
}
