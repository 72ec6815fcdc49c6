package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Webhooks as they came, split by change, until they are worked. Call it inside the tenant's transaction. */
public interface WebhookChanges {

    /** Stores changes and answers the ids of those that were not there yet. */
    Uni<List<UUID>> add(TenantId tenant, List<String> changes, Instant at);

    /**
     * One change.
     *
     * @param id of the change
     * @param json as it came
     * @param number phone_numbers.id it came by
     */
    record Stored(UUID id, String json, UUID number) {}

    /** Changes in the order they came, without those that have been worked or whose number is gone. */
    Uni<List<Stored>> find(TenantId tenant, Collection<UUID> ids);

    /** JSON of changes that no number stands for, in the order they came. */
    Uni<List<String>> json(TenantId tenant, Collection<UUID> ids);

    /** Forgets changes that have been worked: they hold personal data and serve no more. */
    Uni<Void> remove(TenantId tenant, Collection<UUID> ids);
}
