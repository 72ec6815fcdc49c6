package io.tidings.runtime.work;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Nudges;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link DueWork} in the table {@code due_work}, claimed with SKIP LOCKED. */
@ApplicationScoped
class PgDueWork implements DueWork {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int DUE = 5; // the column of CLAIM_IF_FEW
    private static final String SCHEDULE = """
            insert into due_work (tenant_id, kind, subject, lane, due_at)
            select $1, $2, subject, $3, due_at from unnest($4::uuid[], $5::timestamptz[]) as d(subject, due_at)
            on conflict (tenant_id, kind, subject) do update
            set lane = excluded.lane, due_at = excluded.due_at, leased_until = null, attempts = 0""";

    private static final String REMOVE =
            "delete from due_work where tenant_id = $1 and kind = $2 and subject = any($3)";

    // By the places of the rows, for a join is planned as if a tenth of the table were claimed, and reads all of it.
    private static final String CLAIM_OLDEST = """
            update due_work w set leased_until = now() + make_interval(secs => $3), attempts = attempts + 1
            where w.ctid = any(array(
                select ctid from due_work
                where kind = $1 and due_at <= $2 and (leased_until is null or leased_until < now())
                order by lane, due_at limit $4 for update skip locked))
            returning w.tenant_id, w.subject, w.lane, w.due_at, w.attempts""";

    // The common case: no more is due than one batch takes, so nobody can be unfair to anybody. When more is, it claims
    // nothing and says so. Counted in the order of the claims, so that the index is walked and not the table.
    private static final String CLAIM_IF_FEW = """
            with n as materialized (
                select count(*) as due from (
                    select 1 from due_work
                    where kind = $1 and due_at <= $2 and (leased_until is null or leased_until < now())
                    order by lane, due_at limit $4 + 1) due),
            claimed as (%s)
            select c.*, n.due from n left join claimed c on true""".formatted(
                    CLAIM_OLDEST.replace("where w.ctid", "where (select due from n) between 1 and $4 and w.ctid"));

    // Under pressure: walk the tenants by the index (one step each, no scan) from the one after $5 on and around, and
    // take a few of each.
    private static final String CLAIM_FAIRLY = """
            with recursive start as (
                select coalesce(
                    (select tenant_id from due_work where kind = $1 and tenant_id > $5 order by tenant_id limit 1),
                    (select tenant_id from due_work where kind = $1 order by tenant_id limit 1)) as tenant_id),
            tenants as (
                select tenant_id, 1 as n from start where tenant_id is not null
                union all
                select next.tenant_id, n + 1 from tenants t cross join lateral (select coalesce(
                    (select d.tenant_id from due_work d where d.kind = $1 and d.tenant_id > t.tenant_id
                     order by d.tenant_id limit 1),
                    (select d.tenant_id from due_work d where d.kind = $1 order by d.tenant_id limit 1))
                    as tenant_id) next
                where n < 1000 and next.tenant_id <> (select tenant_id from start)),
            claimed as (
                update due_work w set leased_until = now() + make_interval(secs => $3), attempts = attempts + 1
                where w.ctid = any(array(
                    select c.place from tenants t cross join lateral (
                        select ctid as place from due_work
                        where kind = $1 and tenant_id = t.tenant_id and due_at <= $2
                          and (leased_until is null or leased_until < now())
                        order by lane, due_at limit $6 for update skip locked) c
                    limit $4))
                returning w.tenant_id, w.subject, w.lane, w.due_at, w.attempts)
            select c.*, t.n from claimed c join tenants t on t.tenant_id = c.tenant_id""";

    private final Map<String, UUID> lastServed = new ConcurrentHashMap<>();
    private final Sql sql;
    private final QueueTx queueTx;
    private final Clock clock;
    private final Nudges nudges;

    PgDueWork(Sql sql, QueueTx queueTx, Clock clock, Nudges nudges) {
        this.nudges = nudges;
        this.sql = sql;
        this.queueTx = queueTx;
        this.clock = clock;
    }

    @Override
    public Uni<Void> schedule(TenantId tenant, String kind, int lane, Map<UUID, Instant> dueAt) {
        if (dueAt.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        if (dueAt.values().stream().anyMatch(due -> !due.isAfter(now))) {
            nudges.mark(kind);
        }
        return sql.update(
                        SCHEDULE,
                        tenant.value(),
                        kind,
                        (short) lane,
                        dueAt.keySet().toArray(UUID[]::new),
                        dueAt.values().stream().map(Row::at).toArray(OffsetDateTime[]::new))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(TenantId tenant, String kind, Collection<UUID> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(REMOVE, tenant.value(), kind, subjects.toArray(UUID[]::new))
                        .replaceWithVoid();
    }

    /** Leases up to {@code limit} due rows of one kind; when more is due than that, each tenant gets its share first. */
    Uni<List<Item>> claim(String kind, int limit, Duration lease) {
        var now = Row.at(clock.instant());
        var seconds = lease.toMillis() / 1000.0;
        return queueTx.run(() -> sql.all(CLAIM_IF_FEW, kind, now, seconds, limit)
                .chain(rows -> rows.getFirst().integer(DUE) > limit
                        ? claimFairly(kind, now, seconds, limit)
                        : Uni.createFrom().item(rows))
                .map(rows -> rows.stream()
                        .filter(r -> !r.isNull(0))
                        .map(r -> new Item(
                                new TenantId(r.uuid(0)), kind, r.uuid(1), r.integer(2), r.instant(3), r.integer(4)))
                        .toList()));
    }

    /** A share for each tenant in turn; what is left of the batch then goes to the oldest. */
    private Uni<List<Row>> claimFairly(String kind, OffsetDateTime now, double seconds, int limit) {
        var share = Math.max(1, limit / 4);
        var after = lastServed.getOrDefault(kind, NOBODY);
        return sql.all(CLAIM_FAIRLY, kind, now, seconds, limit, after, share).chain(fair -> {
            fair.stream()
                    .max(Comparator.comparingInt(r -> r.integer(5)))
                    .ifPresent(last -> lastServed.put(kind, last.uuid(0)));
            return fair.size() == limit
                    ? Uni.createFrom().item(fair)
                    : sql.all(CLAIM_OLDEST, kind, now, seconds, limit - fair.size())
                            .map(oldest -> Stream.concat(fair.stream(), oldest.stream())
                                    .toList());
        });
    }

    /** Gives a claimed row back, to be tried again at {@code dueAt}. */
    Uni<Void> retryAt(Item item, Instant dueAt) {
        return queueTx.run(() -> sql.update("""
                        update due_work set due_at = $4, leased_until = null
                        where tenant_id = $1 and kind = $2 and subject = $3""", item.tenant().value(), item.kind(), item.subject(), Row.at(dueAt))
                .replaceWithVoid());
    }
}
