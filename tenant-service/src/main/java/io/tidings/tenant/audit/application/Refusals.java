package io.tidings.tenant.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;

/** Refusals of a tenant's credentials on their way into its audit log. */
public interface Refusals {

    /**
     * Refusals of one kind that wait to be written.
     *
     * @param code what the caller was answered
     * @param credential {@code key:<id>} or {@code person}
     */
    record Waiting(String code, String credential, long count) {}

    /** Adds to what waits. The result is when anything was last written, {@link Instant#MIN} for never. */
    Uni<Instant> add(TenantId tenant, Waiting refusals);

    /** What waits, most first, which from now on counts as written. Older than a day and written: forgotten. */
    Uni<List<Waiting>> take(TenantId tenant, Instant now);
}
