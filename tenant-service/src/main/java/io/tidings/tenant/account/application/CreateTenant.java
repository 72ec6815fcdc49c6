package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.account.domain.Brand;
import io.tidings.tenant.account.domain.Profile;
import io.tidings.tenant.account.domain.QuietHours;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.audit.application.AuditLog;
import io.tidings.tenant.plan.domain.Plan;
import org.jspecify.annotations.Nullable;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Creates a tenant and tells the directory and all services. A person who creates one is its owner. */
@ApplicationScoped
public class CreateTenant {
    /** @param tenant the id it gets */
    public record Command(
            TenantId tenant,
            Actor actor,
            Slug slug,
            Plan plan,
            Profile profile,
            @Nullable QuietHours quietHours,
            @Nullable Brand brand,
            @Nullable String billingCustomerId) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final Founders founders;
    private final Announcements announcements;
    private final AuditLog audit;
    private final Clock clock;

    CreateTenant(
            TenantTx tx, Tenants tenants, Founders founders, Announcements announcements, AuditLog audit, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.founders = founders;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    public Uni<Tenant> handle(Command command) {
        return tx.run(command.tenant(), () -> {
            var tenant = new Tenant(
                    command.tenant(),
                    command.slug(),
                    command.plan(),
                    command.profile(),
                    command.quietHours(),
                    command.brand(),
                    command.billingCustomerId(),
                    clock.instant());
            return tenants.add(command.tenant(), tenant)
                    .chain(() -> announcements.tell(tenant))
                    .chain(() -> audit.append(
                            command.tenant(), command.actor(), "tenant.created", "tenant:" + command.tenant()))
                    .chain(() -> welcomeFounder(command))
                    .replaceWith(tenant);
        });
    }

    private Uni<Void> welcomeFounder(Command command) {
        var person = command.actor().person();
        return person == null
                ? Uni.createFrom().voidItem()
                : founders.welcome(command.tenant(), command.actor(), person);
    }
}
