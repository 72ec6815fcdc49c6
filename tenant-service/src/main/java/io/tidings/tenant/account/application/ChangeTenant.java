package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.audit.application.AuditLog;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Changes a tenant, suspension included. */
@ApplicationScoped
public class ChangeTenant {
    /**
     * @param change made from the tenant as it is, in its transaction
     * @param expectedVersion is shown the current version before anything changes, and may refuse
     */
    public record Command(
            TenantId tenant, Actor actor, Function<Tenant, Tenant.Change> change, LongConsumer expectedVersion) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final Announcements announcements;
    private final AuditLog audit;
    private final Clock clock;

    ChangeTenant(TenantTx tx, Tenants tenants, Announcements announcements, AuditLog audit, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    public Uni<Tenant> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> tenants.locked(command.tenant()).call(tenant -> {
                    command.expectedVersion().accept(tenant.version());
                    var changed = tenant.change(command.change().apply(tenant), clock.instant());
                    return changed.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : announcements
                                    .tell(tenant)
                                    .chain(() -> audit.append(
                                            command.tenant(),
                                            command.actor(),
                                            "tenant.changed",
                                            "tenant:" + command.tenant(),
                                            String.join(", ", changed)));
                }));
    }
}
