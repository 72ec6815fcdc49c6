package io.tidings.runtime.tenancy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.logging.MDC;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link TenantTx} on PostgreSQL. */
@ApplicationScoped
class PgTenantTx implements TenantTx {
    private static final String INSIDE = "tidings.tenant";
    private static final String ENTER =
            "select coalesce(current_setting('app.tenant', true), ''), set_config('app.tenant', $1, true)";

    private final Sql sql;
    private final Nudges nudges;

    PgTenantTx(Sql sql, Nudges nudges) {
        this.sql = sql;
        this.nudges = nudges;
    }

    @Override
    public <T> Uni<T> run(TenantId tenant, Supplier<Uni<T>> work) {
        return OnContext.run(() -> {
            TenantId inside = Vertx.currentContext().getLocal(INSIDE);
            if (inside == null) {
                return nudges.around(() -> Panache.withTransaction(() -> enter(tenant, work)));
            }
            refuseOtherTenant(inside.toString(), tenant);
            return work.get();
        });
    }

    /**
     * Sends the tenant ahead of the work's first statement and does not wait for the answer: one connection works its
     * statements in their order, so the round trip is saved. The answer is looked at before the commit.
     */
    private <T> Uni<T> enter(TenantId tenant, Supplier<Uni<T>> work) {
        var context = Vertx.currentContext();
        context.putLocal(INSIDE, tenant);
        MDC.put("tenant", tenant.toString()); // for the log, kept by context as the transaction is
        var entered = sql.one(ENTER, tenant.toString()).invoke(row -> refuseOtherTenant(row.string(0), tenant));
        var answer = entered.memoize().indefinitely();
        answer.subscribe().with(row -> {}, failure -> {}); // told by the call below
        return Uni.createFrom()
                .deferred(work::get)
                .call(() -> answer)
                .onTermination()
                .invoke(() -> context.removeLocal(INSIDE));
    }

    private static void refuseOtherTenant(String before, TenantId now) {
        if (!before.isEmpty() && !before.equals(now.toString())) {
            throw new IllegalStateException("A transaction of one tenant cannot work for another");
        }
    }
}
