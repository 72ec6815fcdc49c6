package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;

/** The operator's view over all tenants. */
public interface AllTenants {
    /** One line of the list. */
    record Line(TenantId id, String name, String slug, String plan, boolean active, Instant createdAt) {}

    /** Tenants whose id is below that of {@code before}, from the highest id down. */
    Uni<List<Line>> page(TenantId before, int limit);
}
