package io.tidings.runtime.tenancy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * A transaction of no tenant, for the reviewed queue tables only (ids, times and lanes, no personal data). Tables under
 * row-level security look empty from here.
 */
@ApplicationScoped
public class QueueTx {

    /** Runs {@code work} in one transaction without a tenant. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return OnContext.run(() -> Panache.withTransaction(work));
    }
}
