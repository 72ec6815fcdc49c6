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

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

/** Looks for a domain's record and lets the domain lead to its tenant, or no longer. DNS is asked outside transactions. */
@ApplicationScoped
public class CheckDomain {
    /** Of due work; its subject is the tenant. */
    public static final String KIND = "domain-check";

    private final TenantTx tx;
    private final Tenants tenants;
    private final DomainRecords records;
    private final Announcements announcements;
    private final AuditLog audit;
    private final DueWork due;
    private final Clock clock;

    CheckDomain(
            TenantTx tx,
            Tenants tenants,
            DomainRecords records,
            Announcements announcements,
            AuditLog audit,
            DueWork due,
            Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.records = records;
        this.announcements = announcements;
        this.audit = audit;
        this.due = due;
        this.clock = clock;
    }

    /** Fails when DNS does not answer: the due work is then tried again, and the domain stays as it is. */
    public Uni<Void> handle(TenantId id) {
        // one moment for all of it, from before DNS was asked: what happens meanwhile is seen by the next check
        var at = clock.instant();
        return tx.run(id, () -> tenants.byId(id)).chain(tenant -> {
            var domain = tenant.domain();
            return domain.isEmpty()
                    ? tx.run(id, () -> due.remove(id, KIND, id.value()))
                    : records.texts(id, new DomainName(domain.get().name()).challengeName())
                            .chain(texts -> settle(
                                    id,
                                    domain.get(),
                                    texts.contains(domain.get().challenge()),
                                    at));
        });
    }

    private Uni<Void> settle(TenantId id, CustomDomain looked, boolean found, Instant at) {
        return tx.run(
                id,
                () -> tenants.locked(id).chain(tenant -> {
                    var current = tenant.domain().orElse(null);
                    if (current == null || !current.challenge().equals(looked.challenge())) {
                        return Uni.createFrom()
                                .voidItem(); // another one was claimed meanwhile, with due work of its own
                    }
                    return (found
                                    ? proven(tenant, current, at)
                                    : Uni.createFrom().item(current.missing(at)))
                            .chain(after -> keep(tenant, current, after, at));
                }));
    }

    /** Found and another's all the same: the first to prove it keeps it, the second goes on waiting. */
    private Uni<CustomDomain> proven(Tenant tenant, CustomDomain domain, Instant at) {
        return tenants.holdDomain(tenant.id(), domain.name()).map(held -> held ? domain.found(at) : domain.missing(at));
    }

    private Uni<Void> keep(Tenant tenant, CustomDomain before, CustomDomain after, Instant at) {
        tenant.use(after);
        var next = after.nextCheck(at);
        var id = tenant.id();
        Uni<Void> scheduled =
                next == null ? due.remove(id, KIND, id.value()) : due.schedule(id, KIND, id.value(), next);
        return before.state() == after.state()
                ? scheduled
                : scheduled
                        .chain(() -> after.isProven() ? Uni.createFrom().voidItem() : tenants.releaseDomain(id))
                        .chain(() -> announcements.tellDirectory(tenant))
                        .chain(() -> audit.append(
                                id,
                                Actor.suite(),
                                "domain." + after.state().name().toLowerCase(Locale.ROOT),
                                "domain:" + after.name()));
    }
}
