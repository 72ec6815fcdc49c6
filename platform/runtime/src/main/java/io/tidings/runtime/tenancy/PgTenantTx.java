package io.tidings.runtime.tenancy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.MDC;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link TenantTx} on PostgreSQL. */
@ApplicationScoped
class PgTenantTx implements TenantTx {
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
        return OnContext.run(() -> nudges.around(() -> Panache.withTransaction(() -> sql.one(ENTER, tenant.toString())
                .invoke(row -> {
                    refuseOtherTenant(row.string(0), tenant);
                    MDC.put("tenant", tenant.toString()); // for the log, kept by context as the transaction is
                })
                .chain(work::get))));
    }

    private static void refuseOtherTenant(String before, TenantId now) {
        if (!before.isEmpty() && !before.equals(now.toString())) {
            throw new IllegalStateException("A transaction of one tenant cannot work for another");
        }
    }
}
