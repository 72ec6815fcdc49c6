package io.tidings.tenant.audit.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.access.domain.Grants;
import io.tidings.tenant.audit.application.Refusals.Waiting;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes refusals into the audit log: the first at once, those that follow within a minute together after it. However often
 * somebody knocks, and with however many keys, a tenant's log grows by {@value #MOST} rows and one a minute.
 */
@ApplicationScoped
public class WriteRefusals {
    /** Of due work; its subject is the tenant. */
    public static final String KIND = "access-refusals";

    static final int MOST = 20;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final TenantTx tx;
    private final Refusals refusals;
    private final AuditLog audit;
    private final DueWork due;
    private final Clock clock;

    WriteRefusals(TenantTx tx, Refusals refusals, AuditLog audit, DueWork due, Clock clock) {
        this.tx = tx;
        this.refusals = refusals;
        this.audit = audit;
        this.due = due;
        this.clock = clock;
    }

    /** Takes note of some, and writes them when nothing was written within a minute. */
    public Uni<Void> handle(TenantId tenant, Waiting more) {
        return tx.run(
                tenant,
                () -> refusals.add(tenant, more)
                        .chain(last -> last.isAfter(clock.instant().minus(PAUSE))
                                ? due.schedule(tenant, KIND, tenant.value(), last.plus(PAUSE))
                                : write(tenant)));
    }

    /** Writes what waits. */
    public Uni<Void> write(TenantId tenant) {
        return tx.run(
                tenant,
                () -> refusals.take(tenant, clock.instant())
                        .chain(waiting -> Multi.createFrom()
                                .iterable(rows(waiting))
                                .onItem()
                                .transformToUniAndConcatenate(each -> append(tenant, each))
                                .collect()
                                .asList())
                        .chain(done -> due.remove(tenant, KIND, tenant.value())));
    }

    private static List<Waiting> rows(List<Waiting> waiting) {
        if (waiting.size() <= MOST) {
            return waiting;
        }
        var rows = new ArrayList<>(waiting.subList(0, MOST));
        long others = waiting.stream().skip(MOST).mapToLong(Waiting::count).sum();
        rows.add(new Waiting("various", "others", others));
        return rows;
    }

    private Uni<Void> append(TenantId tenant, Waiting refused) {
        var gateway = new Actor("gateway", false, null, Grants.NONE, null);
        return audit.append(
                tenant,
                gateway,
                "access.refused",
                refused.credential(),
                "%s, %d times".formatted(refused.code(), refused.count()));
    }
}
