package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.account.domain.Tenant;

/** All tenants; each is seen only inside its own transaction. */
public interface Tenants {

    /** The tenant; refuses with {@link Tenant.NotFound}. */
    Uni<Tenant> byId(TenantId tenant);

    /** Adds a new one; refuses a slug that another has with {@code Slug.Taken}. */
    Uni<Void> add(TenantId tenant, Tenant added);
}
