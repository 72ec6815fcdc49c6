package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.account.domain.Tenant;

/** One tenant, seen only inside its own transaction. */
public interface Tenants {

    /** The tenant; refuses with {@code NoSuchTenant}. */
    Uni<Tenant> byId(TenantId tenant);

    /** As {@link #byId}; whoever else asks for it so waits until this transaction ends. */
    Uni<Tenant> locked(TenantId tenant);

    /** Adds a new one; refuses a slug that another has with {@code Slug.Taken}. */
    Uni<Void> add(TenantId tenant, Tenant added);

    /** Makes a proven domain the tenant's, over all tenants; false when it is another's. */
    Uni<Boolean> holdDomain(TenantId tenant, String domain);

    /** Gives up whatever domain the tenant holds. */
    Uni<Void> releaseDomain(TenantId tenant);

    /** Whether another tenant holds the domain. */
    Uni<Boolean> isDomainTaken(TenantId tenant, String domain);
}
