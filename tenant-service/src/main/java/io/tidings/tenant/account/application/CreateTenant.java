package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.account.domain.Plan;
import io.tidings.tenant.account.domain.Profile;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Creates a tenant and tells the directory and all services. */
@ApplicationScoped
public class CreateTenant {
    /** @param tenant the id it gets */
    public record Command(TenantId tenant, Slug slug, Plan plan, Profile profile) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final Outbox outbox;
    private final Clock clock;

    CreateTenant(TenantTx tx, Tenants tenants, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Tenant> handle(Command command) {
        return tx.run(command.tenant(), () -> {
            var tenant =
                    new Tenant(command.tenant(), command.slug(), command.plan(), command.profile(), clock.instant());
            return tenants.add(command.tenant(), tenant)
                    .chain(() -> Announcement.of(tenant, outbox))
                    .replaceWith(tenant);
        });
    }

    /** The events of a tenant and its line in the directory, written in the running transaction. */
    static final class Announcement {
        private Announcement() {}

        static Uni<Void> of(Tenant tenant, Outbox outbox) {
            var events = tenant.pullEvents();
            return events.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : outbox.append(tenant.id(), events)
                            .chain(() -> outbox.appendState(
                                    tenant.id(), Topics.DIRECTORY, "tenant:" + tenant.id(), tenant.directoryEntry()));
        }
    }
}
