package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.NoSuchTenant;
import io.tidings.tenant.account.domain.Profile;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.plan.domain.Plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@link Tenants} without a database; nobody waits for a lock. */
public final class InMemoryTenants implements Tenants {
    private final Map<TenantId, Tenant> all = new HashMap<>();
    private final Map<String, TenantId> domains = new HashMap<>();

    /** A tenant that is there. */
    public TenantId aTenant() {
        var id = new TenantId(UUID.randomUUID());
        var slug = new Slug("t" + id.toString().substring(0, 8));
        var profile = Profile.of("Rosa", "UTC", "en", List.of());
        all.put(id, new Tenant(id, slug, Plan.FREE, profile, null, null, null, Instant.EPOCH));
        return id;
    }

    @Override
    public Uni<Tenant> byId(TenantId tenant) {
        return Uni.createFrom().item(all.get(tenant)).onItem().ifNull().failWith(NoSuchTenant::new);
    }

    @Override
    public Uni<Tenant> locked(TenantId tenant) {
        return byId(tenant);
    }

    @Override
    public Uni<Void> add(TenantId tenant, Tenant added) {
        if (all.values().stream().anyMatch(each -> each.slug().equals(added.slug()))) {
            return Uni.createFrom().failure(new Slug.Taken());
        }
        all.put(tenant, added);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Boolean> holdDomain(TenantId tenant, String domain) {
        return Uni.createFrom()
                .item(domains.computeIfAbsent(domain, each -> tenant).equals(tenant));
    }

    @Override
    public Uni<Void> releaseDomain(TenantId tenant) {
        domains.values().removeIf(tenant::equals);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Boolean> isDomainTaken(TenantId tenant, String domain) {
        return Uni.createFrom().item(domains.containsKey(domain) && !tenant.equals(domains.get(domain)));
    }
}
