package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.runtime.event.Outbox;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.plan.application.Plans;

import jakarta.enterprise.context.ApplicationScoped;

/** The events of a tenant and its line in the directory, written in the running transaction. */
@ApplicationScoped
public class Announcements {
    private final Outbox outbox;
    private final Plans plans;

    Announcements(Outbox outbox, Plans plans) {
        this.outbox = outbox;
        this.plans = plans;
    }

    /** Tells what has happened to the tenant, if anything has. */
    public Uni<Void> tell(Tenant tenant) {
        var events = tenant.pullEvents(plans.of(tenant.plan()));
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.append(tenant.id(), events).chain(() -> tellDirectory(tenant));
    }

    /** Tells the gateway alone: what no service has to know of, such as a domain. */
    public Uni<Void> tellDirectory(Tenant tenant) {
        return outbox.appendState(
                tenant.id(), Topics.DIRECTORY, "tenant:" + tenant.id(), tenant.directoryEntry(plans.of(tenant.plan())));
    }
}
