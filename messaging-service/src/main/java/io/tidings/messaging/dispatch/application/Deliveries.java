package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Delivery;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far outbound messages got. Call it inside the tenant's transaction. */
public interface Deliveries {

    /** Reads and locks an outbound message by our id. */
    Uni<Optional<Delivery>> lock(TenantId tenant, UUID message);

    /** Reads and locks an outbound message by the provider's id. */
    Uni<Optional<Delivery>> lockByProviderId(TenantId tenant, String providerMessageId);

    /** Keeps the state after {@code report} and adds the report to the message's history. */
    Uni<Void> keep(TenantId tenant, Delivery after, StatusReport report);

    /** Adds one to the provider calls made for a message. */
    Uni<Void> countCall(TenantId tenant, UUID message);

    /**
     * Makes parking and unparking of one provider id wait for each other until the transaction ends, so that a report
     * cannot be parked right after its message looked for it. Then looks for the message once more.
     */
    Uni<Optional<Delivery>> lockBeforeParking(TenantId tenant, String providerMessageId);

    /** Keeps a report of a message not known yet. Reports parked for more than a week are forgotten on the way. */
    Uni<Void> park(TenantId tenant, StatusReport report);

    /** Takes out what was parked for a provider id, and lets nobody park more until the transaction ends. */
    Uni<List<StatusReport>> unpark(TenantId tenant, String providerMessageId);
}
