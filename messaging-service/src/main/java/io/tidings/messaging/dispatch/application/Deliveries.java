package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Delivery;
import io.tidings.messaging.dispatch.domain.MergedReports;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far outbound messages got. Call it inside the tenant's transaction. */
public interface Deliveries {

    /** Reads and locks outbound messages by our ids and by the provider's; those unknown are left out. */
    Uni<List<Delivery>> lock(TenantId tenant, Collection<UUID> messages, Collection<String> providerMessageIds);

    /** Keeps the new states with their attempts, and adds the news to the messages' histories. */
    Uni<Void> keep(TenantId tenant, List<MergedReports.Merged> merged);

    /**
     * Makes parking and unparking of one provider id wait for each other until the transaction ends, so that a report
     * cannot be parked right after its message looked for it. Then looks for the message once more.
     */
    Uni<Optional<Delivery>> lockBeforeParking(TenantId tenant, String providerMessageId);

    /** Keeps a report of a message not known yet. Reports parked for more than a week are forgotten on the way. */
    Uni<Void> park(TenantId tenant, StatusReport report);

    /** Takes out what was parked for these provider ids, and lets nobody park more until the transaction ends. */
    Uni<List<StatusReport>> unpark(TenantId tenant, Collection<String> providerMessageIds);
}
