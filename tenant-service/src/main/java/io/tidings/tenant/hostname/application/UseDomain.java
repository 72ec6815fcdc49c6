package io.tidings.tenant.hostname.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.account.application.Announcements;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.account.domain.CustomDomain;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.audit.application.AuditLog;
import io.tidings.tenant.hostname.domain.DomainName;
import io.tidings.tenant.plan.application.Plans;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

/** Claims a domain for a tenant, or gives it up. It leads nowhere until {@link CheckDomain} has found its record. */
@ApplicationScoped
public class UseDomain {
    private static final int CHALLENGE_BYTES = 16;

    private final TenantTx tx;
    private final Tenants tenants;
    private final Plans plans;
    private final Announcements announcements;
    private final AuditLog audit;
    private final DueWork due;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    UseDomain(
            TenantTx tx,
            Tenants tenants,
            Plans plans,
            Announcements announcements,
            AuditLog audit,
            DueWork due,
            Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.plans = plans;
        this.announcements = announcements;
        this.audit = audit;
        this.due = due;
        this.clock = clock;
    }

    /** The domain as the tenant has it; refuses with {@code DomainName.None}. */
    public Uni<CustomDomain> find(TenantId id) {
        return tx.run(id, () -> tenants.byId(id)).map(tenant -> tenant.domain().orElseThrow(DomainName.None::new));
    }

    /**
     * Claims {@code name}; another one that the tenant had leads nowhere from now on. The one it has already is looked for
     * again at once, with a new deadline when its time was over.
     */
    public Uni<CustomDomain> claim(TenantId id, Actor actor, DomainName name) {
        return tx.run(
                id,
                () -> tenants.locked(id)
                        .invoke(this::refuseWithoutPlan)
                        .call(() -> tenants.isDomainTaken(id, name.value()).invoke(taken -> {
                            if (taken) {
                                throw new DomainName.Taken();
                            }
                        }))
                        .chain(tenant -> {
                            var same =
                                    tenant.domain().filter(each -> each.name().equals(name.value()));
                            var claimed = same.map(this::again)
                                    .orElseGet(() -> CustomDomain.claimed(name.value(), challenge(), clock.instant()));
                            tenant.use(claimed);
                            return (same.isPresent() ? Uni.createFrom().voidItem() : release(tenant))
                                    .chain(() -> due.schedule(id, CheckDomain.KIND, id.value(), clock.instant()))
                                    .chain(() -> audit.append(id, actor, "domain.claimed", "domain:" + name.value()))
                                    .replaceWith(claimed);
                        }));
    }

    /** Gives the domain up; a second time changes nothing. */
    public Uni<Void> giveUp(TenantId id, Actor actor) {
        return tx.run(
                id,
                () -> tenants.locked(id).chain(tenant -> {
                    var current = tenant.domain();
                    tenant.use(null);
                    return current.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : release(tenant)
                                    .chain(() -> due.remove(id, CheckDomain.KIND, id.value()))
                                    .chain(() -> audit.append(
                                            id,
                                            actor,
                                            "domain.removed",
                                            "domain:" + current.get().name()));
                }));
    }

    private CustomDomain again(CustomDomain had) {
        return had.state() == CustomDomain.State.EXPIRED
                ? CustomDomain.claimed(had.name(), had.challenge(), clock.instant())
                : had;
    }

    private void refuseWithoutPlan(Tenant tenant) {
        if (!plans.of(tenant.plan()).customDomain()) {
            throw new DomainName.NotInPlan();
        }
    }

    private Uni<Void> release(Tenant tenant) {
        return tenants.releaseDomain(tenant.id()).chain(() -> announcements.tellDirectory(tenant));
    }

    private String challenge() {
        var bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        return "tidings-challenge=" + HexFormat.of().formatHex(bytes);
    }
}
