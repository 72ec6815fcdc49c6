package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Arrays;
import java.util.List;

/**
 * Events written in the transaction of the change they tell of; a relay brings them to Kafka after it has committed, at
 * least once and in order per key.
 */
public interface Outbox {

    /** Records {@code events} of this service, in their order, in the running transaction. */
    Uni<Void> append(TenantId tenant, List<? extends Event> events);

    /** As {@link #append(TenantId, List)}. */
    default Uni<Void> append(TenantId tenant, Event... events) {
        return append(tenant, Arrays.asList(events));
    }

    /** Records the new state of {@code key} for a compacted topic. */
    Uni<Void> appendState(TenantId tenant, String compactedTopic, String key, Object state);

    /** Takes {@code key} off a compacted topic by a tombstone. */
    Uni<Void> removeState(TenantId tenant, String compactedTopic, String key);
}
