package io.tidings.runtime.tenancy;

import io.smallrye.mutiny.Uni;

import java.util.function.Supplier;

/**
 * The only way to a tenant's rows: one transaction whose first statement names the tenant to row-level security, for
 * this transaction alone ({@code set_config(…, true)}: a session-level setting would leak to the next borrower of the
 * connection).
 */
public interface TenantTx {

    /**
     * Runs {@code work} in one transaction on {@code tenant}'s rows; commits when it succeeds, rolls back when it fails.
     * Inside a running transaction of the same tenant it joins; of another tenant it fails, because half of the work
     * would then be done in the wrong house.
     */
    <T> Uni<T> run(TenantId tenant, Supplier<Uni<T>> work);
}
