package io.tidings.testkit.fake;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.function.Supplier;

/** A {@link TenantTx} without a database: runs the work at once. Fakes cannot roll back. */
public final class ImmediateTx implements TenantTx {
    @Override
    public <T> Uni<T> run(TenantId tenant, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(work::get);
    }
}
